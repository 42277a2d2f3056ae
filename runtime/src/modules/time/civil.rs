//! The calendar: days since 1970 and dates, without any zone.

const SECONDS_PER_DAY: i64 = 86_400;
/// Days of 400 years.
const ERA: i64 = 146_097;

/// A time as `time` shows it. Months and days of the year count from 1, weekdays from Monday as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    /// Whether it is summer time; -1 if nobody knows.
    pub summer: i64,
}

pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; the day may be outside of the month.
pub(super) fn days_from(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have their leap day at the end.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of so many days after 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let (day, month) = (day_of_year - (153 * shifted + 2) / 5 + 1, (shifted + 2) % 12 + 1);
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

impl Civil {
    /// So many seconds after the beginning of 1970.
    pub fn from_seconds(seconds: i64) -> Civil {
        let (days, rest) = (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
        let (year, month, day) = date_of(days);
        Civil {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_from(year, 1, 1) + 1,
            summer: 0,
        }
    }

    /// Seconds since the beginning of 1970; any part may be outside of its range.
    pub fn seconds(&self) -> i64 {
        let months = self.month - 1;
        let (year, month) = (self.year + months.div_euclid(12), months.rem_euclid(12) + 1);
        days_from(year, month, self.day) * SECONDS_PER_DAY + self.hour * 3600 + self.minute * 60 + self.second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_inverse() {
        for seconds in [0, -1, 86_399, 951_782_400, 4_102_444_800, -62_135_596_800, 253_402_300_799] {
            assert_eq!(Civil::from_seconds(seconds).seconds(), seconds);
        }
        let leap = Civil::from_seconds(951_782_400);
        assert_eq!((leap.year, leap.month, leap.day, leap.weekday, leap.yearday), (2000, 2, 29, 1, 60));
    }
}
