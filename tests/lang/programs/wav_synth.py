# A synthesiser: oscillators and envelopes as generators, mixed into samples, written to and read from a WAV file in memory.
import io
import math
import struct
from array import array
from collections import namedtuple
from itertools import chain, islice, repeat, starmap
from operator import mul

RATE = 8000
Format = namedtuple("Format", "tag channels rate bytes_per_second block bits")
NOTES = {name: 440 * 2 ** ((i - 9) / 12) for i, name in enumerate("C C# D D# E F F# G G# A A# B".split())}


class WavError(ValueError):
    pass


def sine(frequency):
    """By a rotation: two multiplications a sample instead of a call of sin."""
    angle = 2 * math.pi * frequency / RATE
    c, s = math.cos(angle), math.sin(angle)
    x, y = 1.0, 0.0
    while True:
        yield y
        x, y = x * c - y * s, x * s + y * c


def square(frequency, duty=0.5):
    phase, step = 0.0, frequency / RATE
    while True:
        yield 1.0 if phase < duty else -1.0
        phase = (phase + step) % 1.0


def noise(seed):
    state = seed
    while True:
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        yield state / 2 ** 31 - 1


def envelope(length, attack=0.1, release=0.3):
    rise, fall = int(length * attack), int(length * release)
    yield from (i / rise for i in range(rise))
    yield from repeat(1.0, length - rise - fall)
    yield from (1 - i / fall for i in range(fall))


def low_pass(source, strength):
    held = 0.0
    for sample in source:
        held += (sample - held) * strength
        yield held


def echo(source, delay, decay):
    """Needs the future of nobody: its own past is a ring of samples."""
    ring, at = array("d", bytes(8 * delay)), 0
    for sample in chain(source, repeat(0.0, delay * 2)):
        ring[at] = sample + ring[at] * decay
        yield ring[at]
        at = (at + 1) % delay


def melody(tune, voice, beat):
    for word in tune.split():
        name, _, beats = word.partition(":")
        length = int(float(beats or 1) * beat)
        if name == "-":
            yield from repeat(0.0, length)
        else:
            yield from map(mul, voice(NOTES[name]), envelope(length))


def mixed(*parts):
    parts = [iter(part) for part in parts]
    while parts:
        total, going = 0.0, []
        for part in parts:
            try:
                total += next(part)
            except StopIteration:
                continue
            going.append(part)
        if not going:
            return
        parts = going
        yield total


def quantised(samples, peak):
    for sample in samples:
        yield max(-32768, min(32767, round(sample / peak * 32767)))


def chunk(name, body):
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)


def write_wav(file, samples, channels=1):
    data = samples.tobytes()
    form = Format(1, channels, RATE, RATE * channels * 2, channels * 2, 16)
    body = b"WAVE" + chunk(b"fmt ", struct.pack("<HHIIHH", *form)) + chunk(b"note", b"odd") + chunk(b"data", data)
    file.write(chunk(b"RIFF", body))


def chunks(data):
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise WavError(f"{len(data) - at} bytes are no chunk")
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise WavError(f"chunk {name.decode()!r} wants {size} bytes, has {len(data) - at - 8}")
        yield name, data[at + 8:at + 8 + size]
        at += 8 + size + size % 2


def read_wav(file):
    ((name, body),) = chunks(file.read())
    if name != b"RIFF" or body[:4] != b"WAVE":
        raise WavError("no WAVE file")
    parts = dict(chunks(body[4:]))
    samples = array("h")
    samples.frombytes(parts[b"data"])
    return Format._make(struct.unpack("<HHIIHH", parts[b"fmt "])), samples


def loudness(samples, width=1000):
    for start in range(0, len(samples), width):
        window = samples[start:start + width]
        yield math.sqrt(sum(map(mul, window, window)) / len(window))


def dominant(samples, candidates):
    """The candidate whose wave is strongest in the samples."""
    def power(frequency):
        coefficient = 2 * math.cos(2 * math.pi * frequency / RATE)
        before = last = 0.0
        for sample in samples:
            before, last = last, sample + coefficient * last - before
        return before * before + last * last - coefficient * before * last
    return max(candidates, key=lambda name: power(candidates[name]))


tune = "C:1 E:1 G:1 C:.5 E:.5 -:.5 A:1.5 B:1"
lead = melody(tune, sine, 800)
bass = (0.4 * sample for sample in melody("C:2 F:2 G:2", square, 800))
hiss = (0.05 * sample for sample in islice(low_pass(noise(2463534242), 0.2), 2000))
song = array("d", echo(mixed(lead, bass, hiss), 300, 0.35))
peak = max(map(abs, song))
samples = array("h", quantised(song, peak))
print(len(samples), f"{peak:.6f}", samples[:8].tolist(), min(samples), max(samples))
file = io.BytesIO()
write_wav(file, samples)
print(file.tell(), file.getvalue()[:20], sum(file.getvalue()) % 65521)
file.seek(0)
form, again = read_wav(file)
print(form, again == samples)
print("loudness", *(f"{level:.0f}" for level in loudness(again)))
clean = array("h", quantised(melody(tune, sine, 800), 1.0))
starts = [0, 800, 1600, 2400, 2800, 3600, 4800]
print("heard", *(dominant(clean[a:a + 400], NOTES) for a in starts), sum(1 for a, b in zip(clean, clean[1:]) if a < 0 <= b))
stereo = array("h", chain.from_iterable(zip(samples[:50], reversed(samples[:50]))))
file = io.BytesIO()
write_wav(file, stereo, 2)
print(len(file.getvalue()), read_wav(io.BytesIO(file.getvalue()))[1][1::2].tolist() == samples[:50].tolist()[::-1])
for broken in (file.getvalue()[:-10], b"RIFX\4\0\0\0WAVE", b"RI", b"RIFF\4\0\0\0MIDI"):
    try:
        read_wav(io.BytesIO(broken))
    except (WavError, KeyError) as error:
        print(type(error).__name__, error)
big = samples[:4]
big.byteswap()
print(big.tolist(), struct.unpack(">4h", samples[:4].tobytes()), list(starmap("{:+.3f}/{:d}".format, zip(song, samples[:3]))))
