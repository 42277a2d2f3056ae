//! The Mersenne Twister MT19937 of Matsumoto and Nishimura.

/// Words of the state.
pub(super) const WORDS: usize = 624;
const MIDDLE: usize = 397;
const MATRIX: u32 = 0x9908_b0df;
const UPPER: u32 = 0x8000_0000;

/// A generator of 32-bit words.
pub struct Twister {
    words: [u32; WORDS],
    /// Words given of this state.
    index: usize,
}

impl Twister {
    /// A generator seeded by the words of an int, the lowest first.
    pub fn new(seed: &[u32]) -> Twister {
        let mut twister = Twister::of_word(19_650_218);
        let words = &mut twister.words;
        let (mut i, mut j) = (1, 0);
        let wrap = |words: &mut [u32; WORDS], i: usize| {
            if i < WORDS {
                return i;
            }
            words[0] = words[WORDS - 1];
            1
        };
        let mixed = |words: &[u32; WORDS], i: usize, factor: u32| {
            words[i] ^ (words[i - 1] ^ words[i - 1] >> 30).wrapping_mul(factor)
        };
        for _ in 0..WORDS.max(seed.len()) {
            words[i] = mixed(words, i, 1_664_525).wrapping_add(seed[j]).wrapping_add(j as u32);
            i = wrap(words, i + 1);
            j = (j + 1) % seed.len();
        }
        for _ in 1..WORDS {
            words[i] = mixed(words, i, 1_566_083_941).wrapping_sub(i as u32);
            i = wrap(words, i + 1);
        }
        words[0] = UPPER;
        twister
    }

    fn of_word(seed: u32) -> Twister {
        let mut words = [0; WORDS];
        words[0] = seed;
        for i in 1..WORDS {
            let last = words[i - 1];
            words[i] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Twister { words, index: WORDS }
    }

    /// The generator with the state that [`Twister::state`] gave.
    pub fn of_state(state: &[u32]) -> Option<Twister> {
        let (&index, words) = state.split_last()?;
        let index = index as usize;
        (index <= WORDS).then_some(Twister { words: words.try_into().ok()?, index })
    }

    /// The words of the state, then how many were given.
    pub fn state(&self) -> Vec<u32> {
        let mut state = self.words.to_vec();
        state.push(self.index as u32);
        state
    }

    #[cold]
    fn renew(&mut self) {
        let words = &mut self.words;
        let twist = |high: u32, low: u32| {
            let mixed = (high & UPPER) | (low & !UPPER);
            mixed >> 1 ^ if mixed & 1 == 0 { 0 } else { MATRIX }
        };
        for i in 0..WORDS {
            let other = words[(i + MIDDLE) % WORDS];
            words[i] = other ^ twist(words[i], words[(i + 1) % WORDS]);
        }
        self.index = 0;
    }

    /// The next word.
    #[inline]
    pub fn word(&mut self) -> u32 {
        if self.index >= WORDS {
            self.renew();
        }
        let mut word = self.words[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    /// A float of 53 bits below 1.
    #[inline]
    pub fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// At most 64 bits, the first word the lowest.
    #[inline]
    pub fn bits(&mut self, count: u32) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.word() >> (32 - count)),
            _ => {
                let low = u64::from(self.word());
                low | u64::from(self.word() >> (64 - count)) << 32
            }
        }
    }
}
