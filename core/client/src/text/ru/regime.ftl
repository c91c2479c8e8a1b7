# The regulation and a taxpayer's case.
home-title = Главная
lots-title = Партии
lot-title = Партия
why-title = Почему?
lots-search = Поиск по номеру декларации
