# The regulation and a taxpayer's case.
home-title = Башкы бет
lots-title = Партиялар
lot-title = Партия
why-title = Эмне үчүн?
lots-search = Декларациянын номери боюнча издөө
