# Бумаги: чтобы хранить, печатать или передать.
papers-sample = Образец, не официальный документ: связи с настоящей налоговой службой нет.
papers-by-hand = Заполняется от руки
papers-share = Поделиться документом
papers-taxpayer = Налогоплательщик
papers-name = Наименование
papers-office = Код МСКБ налогового органа
papers-number = Номер

papers-receipt-title = Сведения о приёме заявления
papers-receipt-what = Здесь сказано, что служба приняла, когда и под каким номером. День подачи — день приёма службой. Это не решение по заявлению.
papers-receipt-contents-ours = Содержание приведено так, как оно ушло с этого телефона; бланк предложен нами, он не утверждён.
papers-receipt-heading = Приём
papers-filed = День подачи
papers-received-bishkek = Время приёма, по Бишкеку
papers-received-utc = Время приёма, UTC
papers-made = Составлено на телефоне, по Бишкеку
papers-key = Ключ заявления
papers-vat = Знает, что регистрация по НДС будет аннулирована
papers-copies = Копии приложенных документов
papers-copies-all = Копии
papers-copies-none = не приложены
