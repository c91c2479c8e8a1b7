//! The names of a policy's figures, which no phone shows.

use salyk_client::text::Language;

/// What the editions of the policy are printed with, in one language.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each name says what it holds; the English table reads as their explanation"
)]
pub struct PolicyWords {
    pub edition: &'static str,
    pub open: &'static str,
    pub before_first: &'static str,
    pub figures: &'static str,
    pub readings: &'static str,
    pub source: &'static str,
    pub not_confirmed_since: &'static str,
    pub never_confirmed: &'static str,
    pub legal_basis: &'static str,
    pub window_months: &'static str,
    pub notice_days: &'static str,
    pub deposit_day: &'static str,
    pub return_days: &'static str,
    pub decision_days: &'static str,
    pub exclusions: &'static str,
    pub members: &'static str,
    pub papers_third: &'static str,
    pub papers_eaeu: &'static str,
    pub penalty_rate: &'static str,
    pub disputed: &'static str,
}

impl PolicyWords {
    /// The table of this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Kyrgyz => &KYRGYZ,
            Language::Russian => &RUSSIAN,
            Language::English => &ENGLISH,
        }
    }
}

static ENGLISH: PolicyWords = PolicyWords {
    edition: "Edition",
    open: "no end known",
    before_first: "This day is before the first edition, which is used for want of another.",
    figures: "Figures",
    readings: "Readings chosen where the text is not clear",
    source: "Source",
    not_confirmed_since: "Not confirmed since",
    never_confirmed: "Never confirmed",
    legal_basis: "reg:1 - Article of the Tax Code",
    window_months: "reg:5.1 - Months in which imports and exports are looked at",
    notice_days: "reg:15 - Working days in which customs notifies the tax body",
    deposit_day: "reg:16 - Day of the month after taking on account",
    return_days: "reg:18 - Days to apply for the return",
    decision_days: "reg:19 - Days in which the body decides",
    exclusions: "reg:3 - To whom the regime is not applied",
    members: "reg:2.3 - EAEU members besides Kyrgyzstan",
    papers_third: "reg:18 - Papers for exports to third countries",
    papers_eaeu: "reg:18 - Papers for exports to EAEU members",
    penalty_rate: "reg:16, reg:21 - Penalty a day",
    disputed: "another source gives",
};

static RUSSIAN: PolicyWords = PolicyWords {
    edition: "Редакция",
    open: "конец не известен",
    before_first: "Этот день раньше первой редакции; за неимением другой берётся она.",
    figures: "Числа и перечни",
    readings: "Толкования, выбранные там, где текст неясен",
    source: "Источник",
    not_confirmed_since: "Не проверялось после",
    never_confirmed: "Не проверялось ни разу",
    legal_basis: "reg:1 - Статья Налогового кодекса",
    window_months: "reg:5.1 - За сколько месяцев смотрят импорт и экспорт",
    notice_days: "reg:15 - За сколько рабочих дней таможня уведомляет налоговый орган",
    deposit_day: "reg:16 - Число месяца, следующего за принятием на учёт",
    return_days: "reg:18 - Сколько дней на заявление о возврате",
    decision_days: "reg:19 - За сколько дней орган решает",
    exclusions: "reg:3 - К кому режим не применяется",
    members: "reg:2.3 - Члены ЕАЭС, кроме Кыргызстана",
    papers_third: "reg:18 - Документы при экспорте в третьи страны",
    papers_eaeu: "reg:18 - Документы при экспорте в страны ЕАЭС",
    penalty_rate: "reg:16, reg:21 - Пеня за день",
    disputed: "по другому источнику",
};

static KYRGYZ: PolicyWords = PolicyWords {
    edition: "Редакция",
    open: "аягы белгисиз",
    before_first: "Бул күн биринчи редакциядан мурунку күн; башкасы жок болгондуктан, ошол колдонулат.",
    figures: "Сандар жана тизмелер",
    readings: "Текст так эмес жерлерде тандалган чечмелөөлөр",
    source: "Булак",
    not_confirmed_since: "Бул күндөн бери текшериле элек",
    never_confirmed: "Бир да жолу текшерилген эмес",
    legal_basis: "reg:1 - Салык кодексинин беренеси",
    window_months: "reg:5.1 - Импорт менен экспорт канча айдын ичинде каралат",
    notice_days: "reg:15 - Бажы салык органына канча жумуш күндө кабарлайт",
    deposit_day: "reg:16 - Эсепке алынган айдан кийинки айдын күнү",
    return_days: "reg:18 - Кайтарууга арыз берүү үчүн канча күн бар",
    decision_days: "reg:19 - Орган канча күндө чечет",
    exclusions: "reg:3 - Режим кимдерге колдонулбайт",
    members: "reg:2.3 - Кыргызстандан башка ЕАЭБ мүчөлөрү",
    papers_third: "reg:18 - Үчүнчү өлкөлөргө экспорттун документтери",
    papers_eaeu: "reg:18 - ЕАЭБ өлкөлөрүнө экспорттун документтери",
    penalty_rate: "reg:16, reg:21 - Бир күндүк туум",
    disputed: "башка булак боюнча",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_lacks_a_text_or_repeats_another_languages() {
        let text = |language| format!("{:?}", PolicyWords::of(language));
        for language in Language::ALL {
            assert!(!text(language).contains("\"\""));
        }
        assert!(text(Language::English).is_ascii());
        assert!(!text(Language::Kyrgyz).is_ascii() && text(Language::Kyrgyz) != text(Language::Russian));
    }
}
