//! The little statistics that is needed.

/// Two-sided 95 % points of Student's distribution for 1, 2 … degrees of freedom.
const STUDENT: &[f64] =
    &[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179];

/// The middle of these numbers.
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

/// The geometric mean.
pub fn geometric_mean(numbers: &[f64]) -> f64 {
    let logarithms: f64 = numbers.iter().map(|number| number.ln()).sum();
    (logarithms / numbers.len() as f64).exp()
}

/// The 95 % interval of the ratio of two series measured in pairs.
pub fn ratio_interval(above: &[f64], below: &[f64]) -> (f64, f64) {
    let logarithms: Vec<f64> = above.iter().zip(below).map(|(above, below)| (above / below).ln()).collect();
    let count = logarithms.len() as f64;
    let mean = logarithms.iter().sum::<f64>() / count;
    let variance = logarithms.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let point = STUDENT.get(logarithms.len() - 2).or(STUDENT.last()).copied().unwrap_or(f64::INFINITY);
    let reach = point * (variance / count).sqrt();
    ((mean - reach).exp(), (mean + reach).exp())
}
