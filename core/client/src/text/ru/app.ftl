# The app itself: frame, sign-in, accounts, settings, faults.
som = сом
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
days-today = сегодня
days-left =
    { $days ->
        [one] через { $days } день
        [few] через { $days } дня
       *[many] через { $days } дней
    }
days-ago =
    { $days ->
        [one] { $days } день назад
        [few] { $days } дня назад
       *[many] { $days } дней назад
    }

## Frame

band = Образец: это не официальный сервис налоговой службы. Не вводите настоящие логин и пароль.
dismiss = Понятно
back = Назад
try-again = Повторить
refresh = Обновить
offline = Нет сети. Показаны последние полученные данные.
offline-nothing = Нет сети.
starting-title = Salyk.kg
starting = Открываются сохранённые данные…
heading-taxpayer = Налогоплательщик
heading-busy = Загрузка…
tone-neutral = К сведению
tone-good = Всё в порядке
tone-warning = Внимание
tone-bad = Проблема

## Sign-in

sign-in-title = Вход
sign-in-login = Логин
sign-in-password = Пароль
# Ours: the guide shows it only as a picture.
sign-in-consent = Ознакомлен(а) и согласен(на) с условиями оферты и политикой конфиденциальности
sign-in-enter = Войти
sign-in-register = Регистрация
sign-in-forgotten = Забыли логин или пароль? Зайдите на сайт Кабинета или обратитесь с паспортом в налоговый орган
sign-in-help = Руководство
sign-in-accounts = Учётные записи на этом телефоне
sign-in-show = Показать
sign-in-hide = Скрыть
sign-in-wait = Ждать, секунд: { $seconds }
lock-documents-loading = Документы загружаются, подождите.
lock-documents-failed = Документы не удалось загрузить: попробуйте ещё раз.
lock-not-ticked = Ознакомьтесь с двумя документами и поставьте отметку.
lock-login-empty = Введите логин.
lock-password-empty = Введите пароль.
lock-entering = Выполняется вход…
lock-wait =
    { $seconds ->
        [one] Слишком много попыток. Подождите { $seconds } секунду.
        [few] Слишком много попыток. Подождите { $seconds } секунды.
       *[many] Слишком много попыток. Подождите { $seconds } секунд.
    }
consent-renewed = Вступила в силу новая версия документа. Прочитайте её и поставьте отметку снова.

## Documents

document-offer = Условия оферты
document-privacy = Политика конфиденциальности
document-edition = Версия { $version }. Действует с: { $since }
document-other-language = Текста на этом языке нет, показан текст на другом языке.
document-loading = Текст загружается…
document-failed = Текст не удалось загрузить.
consent-title = Новая версия документов
consent-accept = Согласен(на)
consent-needed = Вступила в силу новая версия документа. Нужно ваше согласие; до этого сохранённые данные можно читать.
consent-open = Прочитать

## Accounts

accounts-title = Учётные записи
accounts-open = Открыть: { $login }
accounts-add = Добавить ещё один логин
accounts-remove = Удалить с телефона: { $login }
accounts-signed-in = Вход выполнен
accounts-locked = Нужно войти снова
taxpayers-title = Выбор налогоплательщика
taxpayers-message = За какого налогоплательщика вы действуете?
taxpayers-none = К этому логину не привязан ни один налогоплательщик. Обратитесь в налоговый орган.
taxpayer-line = { $name }, ИНН { $inn }, { $role }
inn-label = ИНН
inn-spoken = идентификационный номер налогоплательщика
inn-spoken-end = идентификационный номер налогоплательщика, последние цифры:
role-owner = за себя
role-head = руководитель
role-accountant = бухгалтер
role-other = представитель

## Settings

settings-title = Настройки
heading-languages = Язык
heading-receipts = Согласия
heading-digest = Сумма SHA-256 текста
settings-vault = Где хранятся секреты
settings-vault-system = В хранилище ключей системы.
settings-vault-file = В запечатанном файле. Это слабее хранилища ключей системы: открыть его может тот, кто читает ваши файлы.
settings-vault-memory = Только в памяти: исчезнут с закрытием приложения.
settings-about = О приложении
settings-version = Версия: { $version }
settings-edition = Редакция правил: { $edition }
settings-licence = Лицензия: Apache-2.0
settings-receipt = { $document }, версия { $version }
sign-out = Выйти
sign-out-everywhere = Выйти на всех телефонах
erase-everything = Стереть всё
confirm-title = Подтверждение
confirm-sign-out = Выйти на этом телефоне? Сохранённые данные этой учётной записи будут стёрты с телефона, на сервисе они останутся.
confirm-sign-out-everywhere = Выйти на всех телефонах? Сохранённые на этом телефоне данные будут стёрты, на сервисе они останутся.
confirm-remove = Удалить учётную запись с телефона: { $login }? Данные на сервисе останутся.
confirm-erase = Все данные приложения на этом телефоне будут стёрты: учётные записи, копии согласий, сохранённое состояние. Данные на сервисе останутся. Если сети нет, открытые сеансы на сервисе закончатся сами, по сроку.
confirm-yes = Да
confirm-no = Нет, оставить

unsent-warning = Налоговая служба ещё не получила то, что ниже. Стёртое с телефона не восстановить. Можно сначала отправить или всё оставить.
unsent-warning-anew = Список изменился, поэтому спрашиваем ещё раз. Налоговая служба ещё не получила то, что ниже; стёртое с телефона не восстановить.
unsent-send-first = Сначала отправить
unsent-nothing-goes = Само из этого списка ничего не уйдёт: сначала откройте и завершите.
unsent-stay = Не выходить
unsent-discard-sign-out = Стереть то, что в списке, и выйти
unsent-discard-remove = Стереть то, что в списке, вместе с учётной записью
unsent-discard-erase = Стереть всё, вместе с тем, что в списке
unsent-whose = { $taxpayer } (логин: { $login })
unsent-made = Создано: { $when }
unsent-paper = Черновик бумаги: он есть только на этом телефоне.
unsent-draft = Черновик: не закончен и не отправлен.
unsent-entry-begun = Ещё не записано: есть только на этом телефоне.
unsent-unreadable = Заявление
unsent-unreadable-text = Эта версия приложения не может его прочитать; отправлено ли оно, неизвестно.
unsent-file = Приложенный документ: { $name }
unsent-file-text = До службы дошёл не целиком.
unsent-file-unread = Состояние ещё читается.
unsent-registration = Форма регистрации
unsent-registration-text = Заполнена, но не отправлена.
unsent-registration-unclear = Отправка начата; дошла ли она до службы, ещё неизвестно.
unsent-unread = Сохранённое на телефоне раньше
unsent-unread-text = Сейчас его не удаётся прочитать: там может быть что-то неотправленное.

## Faults

fault-unreachable = Нет связи с сервисом. Проверьте сеть и попробуйте снова.
fault-untrusted = Подлинность сервиса проверить не удалось, ничего не отправлено. Проверьте дату и время на телефоне или попробуйте из другой сети.
fault-busy = Сервис занят. Попробуйте немного позже.
# Ours: the guide shows it only as a picture.
fault-wrong-credentials = Неверный логин или пароль
fault-account-locked = Сервис заблокировал эту учётную запись. Обратитесь с паспортом в налоговый орган.
fault-session-ended = Сеанс завершён. Сохранённые данные остались на телефоне; чтобы их увидеть, войдите снова.
fault-app-too-old = Эта версия приложения устарела. Обновите её.
fault-not-found = Запрошенное не найдено или недоступно для этого логина.
fault-malformed = Ответ сервиса прочитать не удалось. Попробуйте снова или обновите приложение.
fault-refused = Сервис отказал (код: { $code }). Сообщите этот код поддержке.
fault-vault = Хранилище ключей телефона не отвечает. Разблокируйте телефон и попробуйте снова.
fault-vault-not-kept = Хранилище ключей телефона не сохранило сеанс: скоро он закончится, и нужно будет войти снова.
fault-store-full = На телефоне нет места, данные не сохранены. Освободите место.
fault-store-damaged = Сохранённые данные повреждены целиком или частично. То, что есть на сервисе, будет получено заново.
fault-store-newer = Сохранённые данные записаны более новой версией приложения. Обновите приложение.
fault-store-io = Хранилище телефона недоступно. Данные не сохраняются.

## What to do about a fault, by its kind

fault-try-again = Не получилось. Попробуйте позже (код: { $code }).
fault-try-again-in =
    { $seconds ->
        [one] Не получилось. Попробуйте снова через { $seconds } секунду (код: { $code }).
        [few] Не получилось. Попробуйте снова через { $seconds } секунды (код: { $code }).
       *[many] Не получилось. Попробуйте снова через { $seconds } секунд (код: { $code }).
    }
fault-sign-in-again = Войдите снова (код: { $code }).
fault-update-app = Обновите приложение (код: { $code }).
fault-correct = Исправьте введённое (код: { $code }).
fault-phone = Телефону нужно внимание: место на диске или доступ к хранилищу ключей (код: { $code }).
fault-tell-support = Не получилось. Сообщите поддержке этот код: { $code }
fault-closed = Приложение закрыто. Откройте его снова.
fault-not-erased = Стирание данных с телефона не завершено. Позже будет ещё одна попытка.
fault-vault-not-known = Хранилище ключей телефона прочитано не полностью: в нём мог остаться ключ прежнего сеанса. Чтобы завершить тот сеанс, войдите и выйдите на всех телефонах.
fault-everywhere-unsure = Неизвестно, дошёл ли до сервиса выход на всех телефонах. Если он нужен, войдите и повторите выход на всех телефонах.
field-too-long = Слишком длинно. Введите короче.
