# Registration and following an application. Labels of the guide are exact; texts that it shows only as pictures are ours.
registration-title = Каттоо
registration-method = Каттоо ыкмасы
registration-method-password = Логин жана сыр сөз
registration-kind = Жактын түрү
registration-individual = жеке жак
registration-legal-entity = Юридикалык жак
registration-inn = ИСН
registration-look-up = Издөө
registration-name = Аты-жөнү
registration-office = МСКБ коду
registration-office-spoken = салык органынын коду
registration-organisation-inn = Юридикалык жактын ИСНи
registration-organisation-inn-spoken = юридикалык жактын идентификациялык салык номери
registration-organisation-name = Салык төлөөчүнүн аты-жөнү
# Ours: the guide narrows who registers a legal entity to these two.
registration-role = Кызматыңыз
registration-head = Жетекчи
registration-accountant = Бухгалтер
registration-password = Сыр сөз
registration-confirmation = Сыр сөздү тастыктоо
registration-submit = Катталуу
registration-resubmit = Кайра жөнөтүү
registration-unequal = Сыр сөздөр дал келбейт
# Ours: the guide shows it only as a picture.
registration-empty = Милдеттүү талааны толтуруңуз
# Ours.
registration-not-looked-up = Милдеттүү талаа: ИСНди жазып, «Издөө» баскычын басыңыз
# Ours.
registration-not-fourteen = ИСН 14 сандан турушу керек
# Ours.
registration-too-short = Сыр сөз 8 белгиден кем болбошу керек
registration-not-found = Мындай ИСН реестрде табылган жок. Сандарды текшериңиз
registration-already = Бул ИСН боюнча каттоо бар же өтүнмө каралууда. Логинди унутсаңыз, Кабинеттин сайтына кириңиз же паспорт менен салык органына барыңыз
registration-odd-inn = ИСНдеги сандар адаттагыдай эмес. Текшерип көрүңүз; туура болсо, улантыңыз.
# Ours: consent before anything is sent.
registration-consent = Купуялык саясаты менен таанышып чыктым жана макулмун
registration-lock-consent = Адегенде купуялык саясаты менен таанышып, кутучаны белгилеңиз.
registration-lock-asking = Изделүүдө…
registration-lock-wait = Издөө өтө көп жасалды. Күтүү керек, секунд: { $seconds }
registration-lock-found = Табылды.
registration-lock-sending = Өтүнмө жөнөтүлүүдө…
registration-lock-full = Бул телефондо өтүнмө өтө көп. Адегенде бирин тизмеден алып салыңыз.
registration-lock-begun = Өтүнмө кызматка жеткени белгисиз. Адегенде тармакка кошулуп, жообун күтүңүз.
registration-unclear = Өтүнмө кызматка жеткени белгисиз. Тармак болгондо кызматтан суралат; эки жолу жөнөтүлбөйт.
registration-not-arrived = Өтүнмө кызматка жеткен жок. Сыр сөз телефондо сакталбайт: аны кайра жазып, өтүнмөнү жөнөтүңүз.
registration-cabinet = Кабинеттин сайтында катталуу
registration-erase = Жазылганды өчүрүү
confirm-erase-draft = Каттоо үчүн бул жерге жазылгандын баары телефондон өчүрүлсүнбү?
confirm-forget-application = № { $number } өтүнмөнү телефондон өчүрөсүзбү? Кызматта ал калат, бирок абалын бул жерден көрө албайсыз.

## An application

application-title = Каттоо өтүнмөсү
application-number = Өтүнмө № { $number }
# Ours: the guide shows it only as a picture.
application-saved = Өтүнмө ийгиликтүү сакталды. Логин алуу үчүн паспорт менен салык органына барыңыз
application-both-missing = Өтүнмө ийгиликтүү сакталды. Инспектор аны карап чыгышы керек, ал эми сиз логин алуу үчүн паспорт менен салык органына барыңыз.
application-passport-missing = Өтүнмө тастыкталды. Логин алуу үчүн паспорт менен салык органына барыңыз.
application-review-missing = Паспорт көрсөтүлдү. Эми инспектордун чечими гана керек.
application-login-awaited = Өтүнмө тастыкталды, паспорт көрсөтүлдү. Логин берилүүдө.
application-refused = Өтүнмөдөн баш тартылды. Себеби: { $reason }
application-granted = Кирүүгө уруксат берилди. Логиниңиз төмөндө; сыр сөз — каттоодо өзүңүз тандаганы.
application-other = Өтүнмөнүн абалын тиркеменин бул версиясы билбейт. Тиркемени жаңыртыңыз.
application-timeline = Өтүнмөнүн жолу
application-event-submitted = Жөнөтүлдү: { $when }
application-event-resubmitted = Оңдолуп, кайра жөнөтүлдү: { $when }
application-event-review = Инспектор карап баштады: { $when }
application-event-refused = Баш тартылды: { $when }
application-event-confirmed = Тастыкталды: { $when }
application-event-passport = Паспорт көрсөтүлдү: { $when }
application-event-access = Логин берилди: { $when }
application-decision-to-come = Инспектордун чечими күтүлүүдө
application-passport-to-come = Паспортту салык органында көрсөтүү керек
application-access-to-come = Логин тастыктоодон жана паспорт көрсөтүлгөндөн кийин берилет
application-office = Салык органы
application-office-line = { $code } · { $name }
application-heard = Кызматтан алынды: { $when }
application-not-heard = Абалы кызматтан азырынча алынган жок.
application-sign-in = Бул логин менен кирүү
application-mend = Оңдоп, кайра жөнөтүү
application-forget = Өтүнмөнү телефондон өчүрүү
fault-conflict = Кызматта бул боюнча башка маалымат бар. Абалын жаңыртып, кайра аракет кылыңыз.
fault-already-registered = Бул ИСН боюнча каттоо бар же өтүнмө каралууда.
fault-earlier-received = Кызмат бул форманы биринчи жөнөтүлгөн түрүндө алып койгон; андан кийин өзгөрткөнүңүз анда жок. Төмөндөгү ИСНди салыштырыңыз, ал туура эмес болсо, паспорт көрсөткөндө салык органына айтыңыз.
fault-claim-lost = Телефон бул өтүнмө сиздики экенин кызматка көрсөтө албайт. Абалын билүү үчүн паспорт менен салык органына барыңыз.
