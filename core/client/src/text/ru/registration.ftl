# Registration and following an application. Labels of the guide are exact; texts that it shows only as pictures are ours.
registration-title = Регистрация
registration-method = Способ регистрации
registration-method-password = Логин и пароль
registration-kind = Вид лица
registration-individual = физическое лицо
registration-legal-entity = Юридическое лицо
registration-inn = ИНН
registration-look-up = Поиск
registration-name = ФИО
registration-office = Код МСКБ
registration-office-spoken = код налогового органа
registration-organisation-inn = ИНН юридического лица
registration-organisation-inn-spoken = идентификационный налоговый номер юридического лица
registration-organisation-name = Наименование налогоплательщика
# Ours: the guide narrows who registers a legal entity to these two.
registration-role = Ваша должность
registration-head = Руководитель
registration-accountant = Бухгалтер
registration-password = Пароль
registration-confirmation = Подтверждение пароля
registration-submit = Зарегистрироваться
registration-resubmit = Отправить снова
registration-unequal = Пароли не совпадают
# Ours: the guide shows it only as a picture.
registration-empty = Заполните обязательное поле
# Ours.
registration-not-looked-up = Обязательное поле: введите ИНН и нажмите «Поиск»
# Ours.
registration-not-fourteen = ИНН должен состоять из 14 цифр
# Ours.
registration-too-short = Пароль должен быть не короче 8 знаков
registration-not-found = Такого ИНН в реестре нет. Проверьте цифры
registration-already = По этому ИНН уже есть регистрация или заявка на рассмотрении. Если забыли логин, зайдите на сайт Кабинета или обратитесь в налоговый орган с паспортом
registration-odd-inn = Цифры ИНН необычны. Проверьте их; если всё верно, продолжайте.
# Ours: consent before anything is sent.
registration-consent = Ознакомлен(а) и согласен(на) с политикой конфиденциальности
registration-lock-consent = Сначала прочитайте политику конфиденциальности и отметьте флажок.
registration-lock-asking = Идёт поиск…
registration-lock-wait = Слишком много запросов. Осталось ждать, секунд: { $seconds }
registration-lock-found = Найдено.
registration-lock-sending = Заявка отправляется…
registration-lock-full = На этом телефоне слишком много заявок. Сначала уберите одну из них.
registration-lock-begun = Неизвестно, дошла ли заявка. Сначала подключитесь к сети и дождитесь ответа.
registration-unclear = Неизвестно, дошла ли заявка. Когда появится сеть, служба будет спрошена; дважды заявка не отправится.
registration-not-arrived = Заявка не дошла до службы. Пароль на телефоне не хранится: введите его снова и отправьте заявку.
registration-cabinet = Зарегистрироваться на сайте Кабинета
registration-erase = Стереть введённое
confirm-erase-draft = Стереть с телефона всё, что введено здесь для регистрации?
confirm-forget-application = Убрать заявку № { $number } с телефона? У службы она останется, но следить за ней отсюда будет нельзя.

## An application

application-title = Заявка на регистрацию
application-number = Заявка № { $number }
# Ours: the guide shows it only as a picture.
application-saved = Заявка успешно сохранена. Чтобы получить логин, придите в налоговый орган с паспортом
application-both-missing = Заявка успешно сохранена. Её должен рассмотреть инспектор, а вам нужно прийти с паспортом в налоговый орган, чтобы получить логин.
application-passport-missing = Заявка подтверждена. Чтобы получить логин, придите в налоговый орган с паспортом.
application-review-missing = Паспорт показан. Осталось только решение инспектора.
application-login-awaited = Заявка подтверждена, паспорт показан. Логин выдаётся.
application-refused = В заявке отказано. Причина: { $reason }
application-granted = Доступ открыт. Ваш логин ниже; пароль — тот, что вы выбрали при регистрации.
application-other = Эта версия приложения не знает такого состояния заявки. Обновите приложение.
application-timeline = Путь заявки
application-event-submitted = Отправлена: { $when }
application-event-resubmitted = Исправлена и отправлена снова: { $when }
application-event-review = Инспектор начал рассмотрение: { $when }
application-event-refused = Отказано: { $when }
application-event-confirmed = Подтверждена: { $when }
application-event-passport = Паспорт показан: { $when }
application-event-access = Логин выдан: { $when }
application-decision-to-come = Ожидается решение инспектора
application-passport-to-come = Нужно показать паспорт в налоговом органе
application-access-to-come = Логин выдаётся после подтверждения и показа паспорта
application-office = Налоговый орган
application-office-line = { $code } · { $name }
application-heard = Получено от службы: { $when }
application-not-heard = Состояние от службы пока не получено.
application-sign-in = Войти с этим логином
application-mend = Исправить и отправить снова
application-forget = Убрать заявку с телефона
fault-conflict = У службы об этом другие сведения. Обновите состояние и повторите.
fault-already-registered = По этому ИНН уже есть регистрация или заявка на рассмотрении.
fault-earlier-received = Служба уже получила эту форму такой, какой она была отправлена сначала; того, что вы изменили потом, в ней нет. Сверьте ИНН ниже и, если он неверен, скажите об этом в налоговом органе, когда предъявите паспорт.
fault-claim-lost = Телефон не может показать службе, что эта заявка ваша. Чтобы узнать её состояние, придите в налоговый орган с паспортом.
