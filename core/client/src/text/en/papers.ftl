# Papers: to keep, to print, to pass on.
papers-sample = A sample, not an official document: there is no connection with the real tax service.
papers-by-hand = To be filled in by hand
papers-share = Share the document
papers-taxpayer = Taxpayer
papers-name = Name
papers-office = Code of the tax office (MSKB)
papers-number = Number

papers-receipt-title = Receipt for an application
papers-receipt-what = This says what the service received, when, and under which number. The day of filing is the day on which the service received it. It is no decision on the application.
papers-receipt-contents-ours = The contents stand here as they went from this phone; the form is our proposal, not an approved one.
papers-receipt-heading = Receipt
papers-filed = Day of filing
papers-received-bishkek = Received at, Bishkek time
papers-received-utc = Received at, UTC
papers-made = Made on the phone, Bishkek time
papers-key = The application's key
papers-vat = Knows that the VAT registration will be cancelled
papers-copies = Copies of attached documents
papers-copies-all = Copies
papers-copies-none = none attached
