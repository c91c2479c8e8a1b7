//! The register of made-up people and organisations that a look-up finds.

/// A person or an organisation of the register. The name says that it is a sample, and the INN can be nobody's: the day in it is
/// none of the calendar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleEntry {
    /// 14 digits; a legal entity's begins with 0.
    pub inn: &'static str,
    /// The name in the register.
    pub name: &'static str,
    /// The code of the tax office.
    pub office: &'static str,
    /// Whether there is an access to the Cabinet from the start.
    pub registered: bool,
}

/// Everyone in the register: two people and two organisations that can be registered, and one of each that has access.
pub const SAMPLE_REGISTER: &[SampleEntry] = &[
    SampleEntry {
        inn: "13213999900101",
        name: "Үлгү Айгүл Үлгүевна",
        office: "001",
        registered: false,
    },
    SampleEntry {
        inn: "23213999900102",
        name: "Үлгү Бакыт Үлгүевич",
        office: "003",
        registered: false,
    },
    SampleEntry {
        inn: "23213999900103",
        name: "Үлгү Катталган Үлгүевич",
        office: "002",
        registered: true,
    },
    SampleEntry {
        inn: "03213999900111",
        name: "«Үлгү Импорт» ЖЧК",
        office: "004",
        registered: false,
    },
    SampleEntry {
        inn: "03213999900112",
        name: "«Үлгү Транзит» ЖЧК",
        office: "002",
        registered: false,
    },
    SampleEntry {
        inn: "03213999900113",
        name: "«Үлгү Катталган» ЖЧК",
        office: "001",
        registered: true,
    },
];

/// The person of this INN.
pub(crate) fn person(inn: &str) -> Option<&'static SampleEntry> {
    find(inn).filter(|entry| !is_organisation(entry))
}

/// The organisation of this INN.
pub(crate) fn organisation(inn: &str) -> Option<&'static SampleEntry> {
    find(inn).filter(|entry| is_organisation(entry))
}

fn find(inn: &str) -> Option<&'static SampleEntry> {
    SAMPLE_REGISTER.iter().find(|entry| entry.inn == inn)
}

fn is_organisation(entry: &SampleEntry) -> bool {
    entry.inn.starts_with('0')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::Date;

    use super::SAMPLE_REGISTER;

    #[test]
    fn nobody_in_the_register_can_be_anybody() {
        for entry in SAMPLE_REGISTER {
            assert!(entry.name.contains("Үлгү"), "{}", entry.name);
            assert!(entry.inn.len() == 14 && entry.inn.bytes().all(|byte| byte.is_ascii_digit()));
            let number = |from: usize, to: usize| entry.inn[from..to].parse::<i16>().unwrap();
            let (day, month) = (i8::try_from(number(1, 3)), i8::try_from(number(3, 5)));
            assert!(
                Date::new(number(5, 9), month.unwrap(), day.unwrap()).is_err(),
                "{}",
                entry.inn
            );
        }
        let inns: BTreeSet<_> = SAMPLE_REGISTER.iter().map(|entry| entry.inn).collect();
        assert_eq!(inns.len(), SAMPLE_REGISTER.len());
    }
}
