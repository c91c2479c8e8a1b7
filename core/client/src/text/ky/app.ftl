# The app itself: frame, sign-in, accounts, settings, faults.
som = сом
month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь
days-today = бүгүн
days-left = { $days } күн калды
days-ago = { $days } күн мурун

## Frame

band = Үлгү: бул салык органынын расмий кызматы эмес. Чыныгы логин менен сыр сөздү киргизбеңиз.
dismiss = Түшүндүм
back = Артка
try-again = Кайра аракет кылуу
refresh = Жаңыртуу
offline = Тармак жок. Акыркы алынган маалымат көрсөтүлүүдө.
offline-nothing = Тармак жок.
starting-title = Salyk.kg
starting = Сакталган маалымат ачылууда…
heading-taxpayer = Салык төлөөчү
heading-busy = Жүктөлүүдө…
tone-neutral = Маалымат
tone-good = Баары жайында
tone-warning = Көңүл буруңуз
tone-bad = Көйгөй

## Sign-in

sign-in-title = Кирүү
sign-in-login = Логин
sign-in-password = Сыр сөз
# Ours: the guide shows it only as a picture.
sign-in-consent = Сунуш келишиминин шарттары жана купуялык саясаты менен таанышып чыктым жана макулмун
sign-in-enter = Кирүү
sign-in-register = Каттоо
sign-in-forgotten = Логинди же сыр сөздү унуттуңузбу? Кабинеттин сайтына кириңиз же паспорт менен салык органына барыңыз
sign-in-help = Колдонмо
sign-in-accounts = Бул телефондогу аккаунттар
sign-in-show = Көрсөтүү
sign-in-hide = Жашыруу
sign-in-wait = Күтүү керек, секунд: { $seconds }
lock-documents-loading = Документтер жүктөлүүдө, күтө туруңуз.
lock-documents-failed = Документтерди жүктөө мүмкүн болгон жок: кайра аракет кылыңыз.
lock-not-ticked = Эки документ менен таанышып, кутучаны белгилеңиз.
lock-login-empty = Логинди киргизиңиз.
lock-password-empty = Сыр сөздү киргизиңиз.
lock-entering = Кирүү аткарылууда…
lock-wait = Өтө көп аракет жасалды. Күтүү керек: { $seconds } секунд.
consent-renewed = Документтин жаңы версиясы күчүнө кирди. Аны окуп, кутучаны кайра белгилеңиз.

## Documents

document-offer = Сунуш келишиминин шарттары
document-privacy = Купуялык саясаты
document-edition = Версиясы: { $version }. Күчүнө кирген күнү: { $since }
document-other-language = Бул тилде текст жок, башка тилдеги текст көрсөтүлдү.
document-loading = Текст жүктөлүүдө…
document-failed = Текстти жүктөө мүмкүн болгон жок.
consent-title = Документтердин жаңы версиясы
consent-accept = Макулмун
consent-needed = Документтин жаңы версиясы күчүнө кирди. Сиздин макулдугуңуз керек; ага чейин сакталган маалыматты окуса болот.
consent-open = Окуп чыгуу

## Accounts

accounts-title = Аккаунттар
accounts-open = Ачуу: { $login }
accounts-add = Дагы бир логин кошуу
accounts-remove = Телефондон өчүрүү: { $login }
accounts-signed-in = Кирген
accounts-locked = Кайра кирүү керек
taxpayers-title = Салык төлөөчүнү тандоо
taxpayers-message = Кайсы салык төлөөчү үчүн иштейсиз?
taxpayers-none = Бул логинге салык төлөөчү байланган эмес. Салык органына кайрылыңыз.
taxpayer-line = { $name }, ИСН { $inn }, { $role }
inn-label = ИСН
inn-spoken = идентификациялык салык номери
inn-spoken-end = идентификациялык салык номери, акыркы сандары:
role-owner = өзү үчүн
role-head = жетекчи
role-accountant = бухгалтер
role-other = өкүл

## Settings

settings-title = Жөндөөлөр
heading-languages = Тил
heading-receipts = Макулдуктар
heading-digest = Тексттин SHA-256 суммасы
settings-vault = Сырлар кайда сакталат
settings-vault-system = Системанын ачкычтар кампасында.
settings-vault-file = Мөөр басылган файлда. Бул системанын ачкычтар кампасынан алсызыраак: файлдарыңызды окуй алган адам аны ача алат.
settings-vault-memory = Эсте гана: тиркеме жабылганда өчөт.
settings-about = Тиркеме жөнүндө
settings-version = Версиясы: { $version }
settings-edition = Эрежелердин редакциясы: { $edition }
settings-licence = Лицензия: Apache-2.0
settings-receipt = { $document }, версиясы: { $version }
sign-out = Чыгуу
sign-out-everywhere = Бардык телефондордо чыгуу
erase-everything = Бардыгын өчүрүү
confirm-title = Ырастоо
confirm-sign-out = Бул телефондон чыгасызбы? Бул аккаунттун сакталган маалыматы телефондон өчүрүлөт, кызматта калат.
confirm-sign-out-everywhere = Бардык телефондордо чыгасызбы? Бул телефондо сакталган маалымат өчүрүлөт, кызматта калат.
confirm-remove = Аккаунтту телефондон өчүрөсүзбү: { $login }? Кызматтагы маалымат калат.
confirm-erase = Тиркеменин бул телефондогу бардык маалыматы өчүрүлөт: аккаунттар, макулдуктардын көчүрмөлөрү, сакталган абал. Кызматтагы маалымат калат. Тармак жок болсо, ачык сессиялар кызматта мөөнөтү бүткөнчө калат.
confirm-yes = Ооба
confirm-no = Жок, калсын

## Faults

fault-unreachable = Кызмат менен байланыш жок. Тармакты текшерип, кайра аракет кылыңыз.
fault-untrusted = Кызматтын чыныгылыгын текшерүү мүмкүн болгон жок, эч нерсе жөнөтүлгөн жок. Телефондун күнү менен убактысын текшериңиз же башка тармактан аракет кылыңыз.
fault-busy = Кызмат бош эмес. Бир аздан кийин кайра аракет кылыңыз.
# Ours: the guide shows it only as a picture.
fault-wrong-credentials = Логин же сыр сөз туура эмес
fault-account-locked = Кызмат бул аккаунтту бөгөттөгөн. Паспорт менен салык органына кайрылыңыз.
fault-session-ended = Сессия аяктады. Сакталган маалымат телефондо калды; аны көрүү үчүн кайра кириңиз.
fault-app-too-old = Тиркеменин бул версиясы эскирди. Аны жаңыртыңыз.
fault-not-found = Суралган нерсе табылган жок же бул логинге жеткиликсиз.
fault-malformed = Кызматтын жообун окуу мүмкүн болгон жок. Кайра аракет кылыңыз же тиркемени жаңыртыңыз.
fault-refused = Кызмат баш тартты (коду: { $code }). Колдоо кызматына ушул кодду айтыңыз.
fault-vault = Телефондун ачкычтар кампасы жооп берген жок. Телефондун кулпусун ачып, кайра аракет кылыңыз.
fault-vault-not-kept = Телефондун ачкычтар кампасы сессияны сактай алган жок: сессия жакында аяктайт, ошондо кайра кирүү керек болот.
fault-store-full = Телефондо орун жок, маалымат сакталган жок. Орун бошотуңуз.
fault-store-damaged = Сакталган маалыматтын баары же бир бөлүгү бузулган. Кызматта болгону кайра алынат.
fault-store-newer = Сакталган маалыматты тиркеменин жаңыраак версиясы жазган. Тиркемени жаңыртыңыз.
fault-store-io = Телефондун сактагычын колдонуу мүмкүн болгон жок. Маалымат сакталбайт.

## What to do about a fault, by its kind

fault-try-again = Бул жолу болбоду. Кийинчерээк кайра аракет кылыңыз (коду: { $code }).
fault-try-again-in = Бул жолу болбоду. Кайра аракет кылганга чейин күтүңүз, секунд: { $seconds } (коду: { $code }).
fault-sign-in-again = Кайра кириңиз (коду: { $code }).
fault-update-app = Тиркемени жаңыртыңыз (коду: { $code }).
fault-correct = Киргизилгенди оңдоңуз (коду: { $code }).
fault-phone = Телефонго көңүл буруңуз: дискте орун барбы, ачкычтар кампасы ачыкпы (коду: { $code }).
fault-tell-support = Бул жолу болбоду. Колдоо кызматына ушул кодду айтыңыз: { $code }
fault-closed = Тиркеме жабылган. Аны кайра ачыңыз.
fault-not-erased = Телефондогу маалыматты өчүрүү аягына чыккан жок. Бир аздан кийин кайра аракет кылынат.
fault-vault-not-known = Телефондун ачкычтар кампасын толук окуу мүмкүн болгон жок: анда мурунку сессиянын ачкычы калышы мүмкүн. Сессияны аяктоо үчүн кайра кирип, бардык телефондордо чыгыңыз.
fault-everywhere-unsure = Бардык телефондордо чыгуу кызматка жеткени белгисиз. Керек болсо, кайра кирип, бардык телефондордо чыгууну кайталаңыз.
field-too-long = Өтө узун. Кыскараак киргизиңиз.
