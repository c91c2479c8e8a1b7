# The regulation and a taxpayer's case.
home-title = Home
lots-title = Lots
lot-title = Lot
why-title = Why?
lots-search = Search by declaration number
