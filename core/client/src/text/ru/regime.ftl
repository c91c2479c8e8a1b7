# The regulation and a taxpayer's case.
home-title = Главная
duties-title = Обязанности
plan-title = План партии
reminders-title = Напоминания
lots-title = Партии
lot-title = Партия
why-title = Почему?
lots-search = Поиск по номеру декларации

## Headings of lists, and names of values

heading-registered = Что говорит реестр
heading-finding = Наш вывод
heading-overdue = Просрочено
heading-deadlines = Ближайшие сроки
heading-deposits = Депозитные счета
heading-state = Состояние
heading-timeline = По дням
heading-source = Источник
heading-goods = Товары
heading-imported = Ввезено
heading-exported = Вывезено
heading-left = Осталось
heading-money = Суммы
heading-documents = Документы к заявлению на возврат
heading-issued-by = Кто выдаёт
heading-findings = По пунктам Положения
heading-next-step = Что делать дальше
heading-would-settle = Что внесло бы ясность
heading-facts = Учтённые факты
heading-steps = Расчёт
heading-readings = Выбранные толкования
heading-edition = Редакция

## Home

home-nothing-fetched = Данные ещё не получены.
home-other-taxpayers = Другие налогоплательщики
duties-none = Таких обязанностей нет.
duties-count =
    { $count ->
        [one] { $count } обязанность
        [few] { $count } обязанности
       *[many] { $count } обязанностей
    }
duties-day = { $date } ({ $relative })
duties-broken = Не соблюдено или просрочено
duties-without-day = Без последнего дня
duties-authorities = Обязанности органов, не ваши
duties-ended = Завершённые партии: больше ничего не требуется
duties-not-applicable = Не применяется
duties-filter-open = Предстоит: { $count }
duties-filter-broken = Не соблюдено или с опозданием: { $count }
duties-filter-unconfirmed = Пока не подтверждено: { $count }
duties-filter-not-yet = Пока не наступило: { $count }
duties-filter-authorities = Обязанности органов: { $count }
duties-filter-kept = Выполнено: { $count }
duties-filter-not-applicable = Не применяется: { $count }
age-today = Данные получены сегодня в { $time }
age-yesterday = Данные получены вчера в { $time }
age-earlier = Данные получены: { $moment } ({ $ago })
registered-not-applied = Заявление на применение режима не подано.
registered-applied-for = Заявление на применение режима подано. Начало применения: { $begins }
registered-applied-on = Заявление на применение режима подано: { $applied } Начало применения: { $begins }
registered-in-force = Режим применяется. Дата начала: { $since }
registered-general = Применяется общеустановленный порядок уплаты налогов. Дата начала: { $since }
registered-unknown = В реестре стоит состояние, которого эта версия приложения не знает. Обновите приложение.
registered-silent = Сведений о состоянии в реестре нет.
source-register = Реестр налоговой службы
source-service = Налоговая служба
source-customs = Таможенный орган
source-person = Введено вами, пока не подтверждено
source-nobody = Пока никто не сообщил
source-provisional = { $source } (может измениться)
said-by = Кто сообщил: { $sources }
finding-ours = Наш вывод, а не решение органа: { $finding }
finding-not-eligible = режим не применяется. Основания: { $grounds }.
finding-eligible = по имеющимся фактам вы можете подать заявление на режим.
finding-applied-for = режим начнёт применяться: { $begins }
finding-in-force = режим применяется, дата начала: { $since }
finding-not-registered = режим начался: { $since }, но регистрации изменения режима налоговым органом не видно. Для импорта из третьих стран она нужна.
finding-general = переход на общеустановленный порядок: { $since }
finding-general-either = переход на общеустановленный порядок, если налоговый период месяц: { $month }; если квартал: { $quarter }
finding-general-body-says = Так ли это и с какого дня, скажет налоговый орган.
finding-unknown = чтобы сказать, можете ли вы подать заявление на режим, не хватает фактов.
finding-provisional = Это основано на ещё не подтверждённых сведениях.
finding-reading = Основано на нашем прочтении неясного места Положения.
finding-missing = Некоторых фактов не хватает.
deposits-tax-body = Депозитный счёт налогового органа
deposits-customs = Депозитный счёт таможенного органа
deposits-at-risk = Доля, экспорт которой ещё не подтверждён
deposits-at-risk-remark = Если экспорт не подтвердить в срок, может перейти в бюджет.
deposits-to-budget = Доля, которая может перейти в бюджет
deposits-to-budget-remark = Срок по нашему расчёту прошёл; решает орган.
alert-lot = { $lot } · { $what }: { $standing }
alert-taxpayer = { $what }: { $standing }
alert-more-overdue = Ещё просрочено: { $count }.
alert-more-breaches = Ещё нарушений: { $count }.
alert-more-unconfirmed = Ещё не подтверждено после последнего дня: { $count }.
alert-more-debts = Ещё задолженностей: { $count }.
alert-debt = Задолженность: { $kind }, { $sum }. Первый день просрочки: { $since } Кто сообщил: { $source }.
debt-other-taxes = другие налоги
debt-import-vat = НДС на импорт
debt-customs-payments = таможенные платежи
debt-special-duty = специальная пошлина
debt-anti-dumping-duty = антидемпинговая пошлина
debt-countervailing-duty = компенсационная пошлина
debt-unknown = вид неизвестен

## How a finding stands

standing-overdue = Срок по нашему расчёту прошёл
standing-maybe-overdue = Срок, возможно, прошёл: не хватает фактов
standing-not-kept = Не соблюдено (наш вывод)
standing-excluded = Режим не применяется (наш вывод)
standing-passing = Следует из несоблюдённого условия (наш вывод)
standing-done-late = Выполнено с опозданием
standing-to-do = Предстоит сделать
standing-entered-by-you = Введено вами, пока не подтверждено
standing-may-change = Пока так, может измениться
standing-not-known = Неизвестно: не хватает фактов
standing-awaited = Ожидается
standing-their-term-over = Срок органа прошёл, это не ваша обязанность
standing-not-yet = Пока не наступило
standing-kept = Выполнено
standing-no-ground = Ни одно основание не подходит
standing-established = Установлено
standing-not-applicable = Здесь не применяется
remark-remind = День напоминания: { $date }
remark-reading = Основано на нашем прочтении неясного места Положения
remark-if-month = Если налоговый период месяц: { $date }
remark-if-quarter = Если налоговый период квартал: { $date }
remark-if-months-end = Если считать по последнему дню этих месяцев: { $date }
remark-day-off = Приходится на нерабочий день, не переносится
remark-penalty = Пеня, наша оценка: { $sum }; её рассчитывает орган. Ставка за день: { $rate }. Источник: { $source }
remark-grounds = Основания: { $grounds }
remark-not-answered = Нет ответа: { $names }
remark-fact-missing = Не хватает фактов
remark-calendar-estimated = Предварительно: дата праздника на пути счёта ещё не объявлена
remark-calendar-beyond = Предварительно: таблица нерабочих дней не охватывает этот период
remark-figure-disputed = Ставка не подтверждена
remark-before-edition = День до первой редакции правил
remark-out-of-range = Дату рассчитать нельзя
remark-units-differ = Количество указано в другой единице и не засчитано

## Lots

lots-count =
    { $count ->
        [one] { $count } партия
        [few] { $count } партии
       *[many] { $count } партий
    }
lots-none = Таких партий нет.
lots-any-state = Любое состояние
lots-state = { $state }: { $count }
lots-export = Файл таблицы
lots-last-day = Последний день
lots-last-day-remarks = О последнем дне
lots-previous = Предыдущая страница
lots-next = Следующая страница
lots-page = Страница: { $page }/{ $pages }
lots-search-problem = Вводите только цифры и косую черту (/).
filter-all = Все: { $count }
filter-open = Открытые: { $count }
filter-overdue = С истёкшим сроком: { $count }
filter-soon = Последний день в ближайшие 30 дней: { $count }
filter-closed = Завершённые: { $count }
lot-named = Партия: { $id }
plan-any-lot = Партия, о которой вы думаете
plan-explanation = Как если бы для неё ещё ничего не было сделано, а товары пришли в указанный ниже день. Даты следуют из этого дня и сдвигаются вместе с ним.
plan-day = День импорта: выпуск или принятие на учёт
plan-day-unreadable = Напишите день так: 2027-01-15 или 15.01.2027
plan-day-past = Этот день уже прошёл.
plan-origins = Откуда импорт
plan-destinations = Куда экспорт
plan-account = На чей счёт
plan-steps = Что предстоит
plan-not-before = Не раньше: { $date }
reminders-explanation = За 30, 14, 7, 3 и 1 день до последнего дня, в этот день и один раз после него, в 9:00 по Бишкеку. В напоминаниях нет сумм и товаров.
reminders-on = Напоминать на этом телефоне
reminders-refused = Телефон не позволяет приложению напоминать. Разрешите его уведомления в настройках телефона и попробуйте ещё раз.
reminders-none = Сроков впереди нет.
reminders-count =
    { $count ->
        [one] { $count } срок
        [few] { $count } срока
       *[many] { $count } сроков
    }
reminders-next = Следующее напоминание: { $moment }
reminders-export = Файл календаря
reminder-overdue = Последний день по нашему расчёту прошёл: { $what }
reminder-last-day = { $who }. Последний день: { $date } ({ $relative })
reminder-lots = Партий: { $count }
reminder-our-count = Рассчитано этим приложением; решает орган.
reminder-sample = Образец, не официальный сервис
lot-open = Открыть
lot-open-spoken = Открыть партию: { $lot }
lot-next = { $what }: { $date } ({ $relative })
lot-state-by-person = { $state } (введено вами, пока не подтверждено)
state-planned = Запланирована
state-deposited = Депозит уплачен
state-released = Выпущена таможней
state-accounted = Принята на учёт
state-partly-exported = Экспортирована частично
state-exported = Экспортирована полностью
state-refund-filed = Заявление на возврат подано
state-refunded = Депозит возвращён
state-offset = Депозит зачтён
state-secured = Депозит обеспечивает предстоящие обязательства
state-refused = В возврате отказано
state-expired = Срок по нашему расчёту прошёл
state-to-budget = Депозит перечислен в бюджет

## A lot

lot-origin = Откуда и на чей счёт
lot-imported-from = Страна, откуда импорт: { $country } ({ $kind }). Кто сообщил: { $source }.
lot-country-unknown = Страна, откуда импорт, неизвестна: от неё зависят и счёт, и орган.
lot-account-customs = Депозит уплачивается на депозитный счёт таможенного органа.
lot-account-tax-body = Депозит уплачивается на депозитный счёт налогового органа.
lot-account-unknown = На какой счёт платить депозит, неизвестно.
lot-apply-customs = Заявление на возврат подаётся в таможенный орган по его форме. Таможня отдельный орган: документы вы подаёте туда сами.
lot-apply-tax-body = Заявление на возврат подаётся в налоговый орган по форме приложения 2 к Положению.
lot-destinations = Страны экспорта: { $countries }. { $said }
lot-destination-unknown = Страна экспорта неизвестна: от неё зависит список документов.
country-third = третья страна
country-eaeu = член ЕАЭС
country-neither = не третья страна и не член ЕАЭС
country-unknown = страна неизвестна
goods-said-by = { $quantity }. { $said }
goods-other-unit = { $quantity }; записано в другой единице, не засчитано: { $others }
goods-no-code = код ТН ВЭД не указан
money-vat = Условно начисленный НДС
money-deposit = Уплаченный депозит
money-misplaced = Уплачено на счёт другого органа
money-misplaced-remark = Эта сумма не входит в депозит: обратитесь в орган, которому она уплачена.
money-confirmed = Доля с подтверждённым экспортом
money-transferred = Перечислено в бюджет
money-penalty = Пеня, наша оценка
penalty-how = Дней просрочки: { $days }. Ставка за день: { $rate }. Источник ставки: { $source }.
penalty-rate-disputed = { $rate } (в другом источнике: { $other })
penalty-disputed = Источники расходятся о ставке; по второй ставке: { $sum }.
penalty-otherwise = Первый день в тексте не задан; если считать с { $from }: { $sum }.
penalty-capped = Достигла самой просроченной суммы и остановилась.
penalty-running = Пока растёт с каждым днём.
penalty-body-computes = Это только оценка: пеню рассчитывает орган.
document-for = { $document } ({ $destinations })
document-for-third = для экспорта в третьи страны
document-for-eaeu = для экспорта в ЕАЭС
document-attached = Приложен ({ $sources })
document-not-attached = Не приложен
paper-export-declaration = Экспортная декларация на товары
paper-import-statement = Подтверждённое заявление о ввозе товаров и уплате косвенных налогов
paper-accompanying = Товаросопроводительные документы
paper-invoice = Электронный счёт-фактура на бумаге
paper-contract = Договор поставки товаров
paper-tax-debt = Справка об отсутствии налоговой задолженности или сведения о ней
paper-import-vat-debt = Справка об отсутствии задолженности по НДС на импорт
paper-unknown = Документ, неизвестный этой версии приложения
body-tax = Налоговый орган
body-customs = Таможенный орган
issuer-importing-member = Орган государства ЕАЭС, куда ввезены товары
issuer-taxpayer = Вы сами
issuer-taxpayer-and-buyer = Вы и покупатель
issuer-sender-or-carrier = Отправитель или перевозчик
issuer-unknown = Кто выдаёт, неизвестно
event-planned = Запланирован импорт
event-released = Таможня выпустила товары
event-accounted = Товары приняты на учёт
event-customs-notice = Таможня известила налоговый орган
event-customs-application = Подано заявление таможне о применении режима
event-commitment = Дано обязательство о последующем вывозе
event-deposit = Уплачен депозит: { $sum }. { $account }
event-export = Экспорт: { $goods }, { $quantity }. Страна: { $country }
event-report-with-receipt = Отчёт по косвенным налогам подан с копией квитанции
event-report-without-receipt = Отчёт по косвенным налогам подан без копии квитанции
event-refund-filed = Заявление на возврат получено. Орган: { $body }
event-decision-sum = { $what }: { $sum }
event-decision-reasons = { $what }. Причины: { $reasons }
event-to-budget = Перечислено в бюджет: { $sum }
event-notice-due = Срок извещения таможней
event-deposit-due = Последний день уплаты депозита
event-last-day = Последний день для заявления на возврат
event-decision-due = Срок решения органа
outcome-returned = Решено вернуть депозит
outcome-offset = Решено зачесть депозит
outcome-secured = Решено оставить депозит в обеспечение предстоящих обязательств
outcome-refused = В возврате отказано
outcome-unknown = Решение, неизвестное этой версии приложения

## Days off and countries

day-off-estimated = { $name } (предположительно)
day-off-additional = Дополнительный праздничный день
day-off-christmas = Рождество Христово
day-off-constitution = День Конституции
day-off-april-revolution = День народной Апрельской революции
day-off-ancestors = Дни истории и памяти предков
day-off-kurman-ait = Курман айт
day-off-orozo-ait = Орозо айт
day-off-defender = День защитника Отечества
day-off-independence = День независимости
day-off-women = Международный женский день
day-off-labour = Праздник труда
day-off-may = Майские каникулы
day-off-new-year-holidays = Новогодние каникулы
day-off-new-year = Новый год
day-off-nooruz = Народный праздник Нооруз
day-off-victory = День Победы
day-off-moved = Перенесённый выходной
country-ae = Объединённые Арабские Эмираты
country-am = Армения
country-az = Азербайджан
country-by = Беларусь
country-cn = Китай
country-de = Германия
country-fr = Франция
country-gb = Великобритания
country-ge = Грузия
country-in = Индия
country-ir = Иран
country-it = Италия
country-jp = Япония
country-kg = Кыргызстан
country-kr = Южная Корея
country-kz = Казахстан
country-mn = Монголия
country-pk = Пакистан
country-pl = Польша
country-ru = Россия
country-tj = Таджикистан
country-tm = Туркменистан
country-tr = Турция
country-us = Соединённые Штаты Америки
country-uz = Узбекистан
