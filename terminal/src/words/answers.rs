//! What an inspector is told of a code: the word, why, and what was not checked.

use salyk_certificate::{Answer, Debt, Reason, Verdict};
use salyk_client::text::Language;

/// A sentence in Kyrgyz, Russian and English.
type Said = [&'static str; 3];

/// The one of this language.
#[must_use]
pub fn in_language(said: Said, language: Language) -> &'static str {
    let [ky, ru, en] = said;
    match language {
        Language::Kyrgyz => ky,
        Language::Russian => ru,
        Language::English => en,
    }
}

/// Said wherever a name is shown.
pub const ALWAYS: Said = [
    "Бул режим боюнча катталганын гана көрсөтөт. Жүк, депозит жана кагаздар текшерилген жок. Атын жана ИСНди документ менен салыштырыңыз.",
    "Это показывает только регистрацию в режиме. Груз, депозит и бумаги не проверялись. Сравните имя и ИНН с документом.",
    "This shows only registration under the regime. Cargo, deposit and papers were not checked. Compare the name and the INN with a document.",
];

/// Said where nothing was learned of the person.
pub const NO_BREACH: Said = [
    "Текшериле албаганы бузуу дегенди билдирбейт.",
    "То, что проверить не удалось, не означает нарушения.",
    "That it could not be checked does not mean a breach.",
];

/// The names of what a certificate says.
pub const NAME: Said = ["Аты", "Имя", "Name"];
/// The taxpayer's number.
pub const INN: Said = ["ИСН", "ИНН", "INN"];
/// Registered since.
pub const SINCE: Said = [
    "Режим боюнча катталган күнү",
    "Зарегистрирован в режиме с",
    "Registered under the regime since",
];
/// Not registered.
pub const NOT_REGISTERED: Said = [
    "Режим боюнча катталган эмес",
    "В режиме не зарегистрирован",
    "Not registered under the regime",
];
/// As of when.
pub const AS_OF: Said = ["Ушул убакытка карата", "По состоянию на", "As of"];

/// Whether there is debt.
#[must_use]
pub const fn debt(debt: Debt) -> Said {
    match debt {
        Debt::NotStated => [
            "Карыз: айтылган эмес",
            "Задолженность: не указано",
            "Debt: not stated",
        ],
        Debt::None => ["Карыз: жок", "Задолженность: нет", "Debt: none"],
        Debt::Known => ["Карыз: бар", "Задолженность: есть", "Debt: there is some"],
    }
}

/// The one word of an answer, and where its reasons say it closer, that.
#[must_use]
pub fn headline(answer: &Answer) -> Said {
    let has = |reason| answer.reasons.contains(&reason);
    let is_listed = !has(Reason::NoStatusList) && !has(Reason::NotInList);
    match answer.verdict {
        Verdict::Revoked if has(Reason::Suspended) => ["Токтотулган", "Приостановлен", "Suspended"],
        Verdict::Revoked if has(Reason::OtherStatus) => ["Колдонууда эмес", "Не действует", "Not in force"],
        Verdict::ValidAsOf if !is_listed => [
            "Берилген күнүнө карата жарактуу",
            "Действителен на день выдачи",
            "Valid as of its day of issue",
        ],
        other => verdict(other),
    }
}

const fn verdict(verdict: Verdict) -> Said {
    match verdict {
        Verdict::Valid => ["Жарактуу", "Действителен", "Valid"],
        Verdict::ValidAsOf => [
            "Тизменин күнүнө карата жарактуу",
            "Действителен на день списка",
            "Valid as of the list's day",
        ],
        Verdict::Sample => ["Үлгү", "Образец", "Sample"],
        Verdict::NotRegistered => [
            "Режим боюнча катталган эмес",
            "Не зарегистрирован в режиме",
            "Not registered under the regime",
        ],
        Verdict::PaperCopy => ["Кагаз көчүрмө", "Бумажная копия", "Paper copy"],
        Verdict::ScreenshotOrCopy => [
            "Скриншот же көчүрмө",
            "Снимок экрана или копия",
            "Screenshot or copy",
        ],
        Verdict::Expired => ["Мөөнөтү өткөн", "Срок истёк", "Expired"],
        Verdict::ClockSuspect => ["Саат шектүү", "Часы под сомнением", "Clock suspect"],
        Verdict::Revoked => ["Жокко чыгарылган", "Отозван", "Revoked"],
        Verdict::UnknownKey => ["Белгисиз ачкыч", "Неизвестный ключ", "Unknown key"],
        Verdict::NotOurs => ["Бул биздин код эмес", "Не наш код", "Not ours"],
    }
}

/// Why.
#[must_use]
pub const fn reason(reason: Reason) -> Said {
    match reason {
        Reason::TooLong | Reason::Prefix | Reason::Base45 | Reason::Flags => [
            "Бул Салыктын коду эмес.",
            "Это не код Salyk.",
            "This is no code of Salyk's.",
        ],
        Reason::Inflation | Reason::Message | Reason::Certificate | Reason::Claims => [
            "Код бузулган же башка эреже менен жасалган.",
            "Код повреждён или сделан по другим правилам.",
            "The code is damaged, or made by other rules.",
        ],
        Reason::Signature => [
            "Кол тамга туура эмес: мазмуну өзгөртүлгөн.",
            "Подпись не сходится: содержание изменено.",
            "The signature does not hold: the content was altered.",
        ],
        Reason::NoKeyList => [
            "Бул телефондо ачкычтардын тизмеси жок. Тармакка чыгып, тизмелерди жаңыртыңыз.",
            "На этом телефоне нет списка ключей. Выйдите в сеть и обновите списки.",
            "This phone has no list of keys. Go online and refresh the lists.",
        ],
        Reason::NoSuchKey => [
            "Бул телефондогу тизмеде мындай ачкыч жок. Тизмелерди жаңыртыңыз.",
            "В списке на этом телефоне такого ключа нет. Обновите списки.",
            "The list on this phone has no such key. Refresh the lists.",
        ],
        Reason::KeyWindow => [
            "Ачкыч ал убакта кол коюуга укуктуу болгон эмес.",
            "Ключ не имел права подписывать в то время.",
            "The key was not to sign at that time.",
        ],
        Reason::Revoked => [
            "Кызмат бул күбөлүктү жокко чыгарган.",
            "Служба отозвала это свидетельство.",
            "The service has revoked this certificate.",
        ],
        Reason::Suspended => [
            "Кызмат бул күбөлүктү убактылуу токтоткон.",
            "Служба временно приостановила это свидетельство.",
            "The service has suspended this certificate for a while.",
        ],
        Reason::OtherStatus => [
            "Кызматтын тизмеси бул күбөлүккө ушул программа билбеген белги койгон.",
            "Список службы даёт этому свидетельству отметку, которой эта программа не знает.",
            "The service's list gives this certificate a mark that this program does not know.",
        ],
        Reason::ClockBehind => [
            "Бул телефондун сааты артта калган.",
            "Часы этого телефона отстают.",
            "This phone's clock is behind.",
        ],
        Reason::IssuedAhead | Reason::StampAhead => [
            "Код бул телефондун саатынан кийинки убакыт менен белгиленген.",
            "Код помечен временем позже часов этого телефона.",
            "The code carries a time later than this phone's clock.",
        ],
        Reason::Expired => [
            "Күбөлүктүн мөөнөтү өттү. Ээси интернетке чыгып жаңыртсын.",
            "Срок свидетельства истёк. Пусть владелец выйдет в сеть и обновит его.",
            "The certificate's time is over. Let its holder go online and renew it.",
        ],
        Reason::StampOld => [
            "Код мындан бир топ мурда көрсөтүлгөн: скриншот болушу мүмкүн.",
            "Код показан давно: возможно, это снимок экрана.",
            "The code was shown some time ago: it may be a screenshot.",
        ],
        Reason::DeviceSignature | Reason::NoDeviceSignature => [
            "Аны күбөлүктүн ээсинин телефону көрсөткөн эмес.",
            "Его показал не телефон владельца.",
            "It was not shown by the holder's phone.",
        ],
        Reason::NotRegistered => [
            "Күбөлүк боюнча салык төлөөчү режимде катталган эмес.",
            "По свидетельству, налогоплательщик не зарегистрирован в режиме.",
            "By the certificate, the taxpayer is not registered under the regime.",
        ],
        Reason::Paper => [
            "Кагаздагы кодду ким болсо да көчүрө алат.",
            "Код на бумаге может скопировать кто угодно.",
            "Anyone can copy a code on paper.",
        ],
        Reason::SampleKey => [
            "Үлгүлөрдүн ачкычы менен кол коюлган: бул чыныгы күбөлүк эмес.",
            "Подписано ключом образцов: это не настоящее свидетельство.",
            "Signed by a key for samples: this is no real certificate.",
        ],
        Reason::KeyListOld => [
            "Ачкычтардын тизмеси эскирген. Тизмелерди жаңыртыңыз.",
            "Список ключей устарел. Обновите списки.",
            "The list of keys is old. Refresh the lists.",
        ],
        Reason::NoStatusList => [
            "Бул телефондо жокко чыгарылгандардын тизмеси жок. Тармакка чыгып, тизмелерди жаңыртыңыз.",
            "На этом телефоне нет списка отозванных. Выйдите в сеть и обновите списки.",
            "This phone has no list of revoked ones. Go online and refresh the lists.",
        ],
        Reason::NotInList => [
            "Жокко чыгарылгандардын тизмеси бул кодду билбейт. Тизмелерди жаңыртыңыз.",
            "Список отозванных не знает этого кода. Обновите списки.",
            "The list of revoked ones does not know this code. Refresh the lists.",
        ],
        Reason::StatusListOld => [
            "Жокко чыгарылгандардын тизмеси эскирген. Тизмелерди жаңыртыңыз.",
            "Список отозванных устарел. Обновите списки.",
            "The list of revoked ones is old. Refresh the lists.",
        ],
    }
}
