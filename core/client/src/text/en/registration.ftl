# Registration and following an application. Labels of the guide are exact; texts that it shows only as pictures are ours.
registration-title = Register
registration-method = Method of registration
registration-method-password = Login and password
registration-kind = Kind of person
registration-individual = individual
registration-legal-entity = Legal entity
registration-inn = INN
registration-look-up = Look up
registration-name = Full name
registration-office = MSKB code
registration-office-spoken = code of the tax office
registration-organisation-inn = The legal entity's INN
registration-organisation-inn-spoken = the legal entity's taxpayer identification number
registration-organisation-name = The taxpayer's name
# Ours: the guide narrows who registers a legal entity to these two.
registration-role = Your position
registration-head = Head
registration-accountant = Accountant
registration-password = Password
registration-confirmation = Confirm the password
registration-submit = Register
registration-resubmit = Send again
registration-unequal = The passwords do not match
# Ours: the guide shows it only as a picture.
registration-empty = Fill in this mandatory field
# Ours.
registration-not-looked-up = Mandatory field: type the INN and press “Look up”
# Ours.
registration-not-fourteen = The INN must have 14 digits
# Ours.
registration-too-short = The password must have at least 8 characters
registration-not-found = The register has no such INN. Check the digits
registration-already = There is a registration for this INN already, or an application is under review. If you forgot the login, use the Cabinet's site or visit the tax office with your passport
registration-odd-inn = The digits of the INN look unusual. Check them; if they are right, go on.
# Ours: consent before anything is sent.
registration-consent = I have read and agree to the privacy policy
registration-lock-consent = First read the privacy policy and tick the box.
registration-lock-asking = Looking it up…
registration-lock-wait = Too many look-ups. Seconds to wait: { $seconds }
registration-lock-found = Found.
registration-lock-sending = The application is being sent…
registration-lock-full = This phone follows too many applications. Remove one of them first.
registration-lock-begun = It is not known whether the application has arrived. Connect to the network and wait for the answer first.
registration-unclear = It is not known whether the application has arrived. The service is asked once there is a network; it is not sent twice.
registration-not-arrived = The application has not reached the service. The phone keeps no password: type it again and send the application.
registration-cabinet = Register on the Cabinet's site
registration-erase = Erase what was typed
confirm-erase-draft = Erase everything typed here for the registration from the phone?
confirm-forget-application = Remove application No. { $number } from the phone? The service keeps it, but you will not see from here how it stands.

## An application

application-title = Application for registration
application-number = Application No. { $number }
# Ours: the guide shows it only as a picture.
application-saved = The application was saved. To get the login, visit the tax office with your passport
application-both-missing = The application was saved. An inspector has to review it, and you have to visit the tax office with your passport to get the login.
application-passport-missing = The application is confirmed. To get the login, visit the tax office with your passport.
application-review-missing = The passport was shown. Only the inspector's decision is missing.
application-login-awaited = The application is confirmed and the passport was shown. The login is being issued.
application-refused = The application was refused. Reason: { $reason }
application-granted = Access is granted. Your login is below; the password is the one you chose at registration.
application-other = This version of the app does not know this state of the application. Update the app.
application-timeline = The application's way
application-event-submitted = Sent: { $when }
application-event-resubmitted = Mended and sent again: { $when }
application-event-review = An inspector took it up: { $when }
application-event-refused = Refused: { $when }
application-event-confirmed = Confirmed: { $when }
application-event-passport = Passport shown: { $when }
application-event-access = Login issued: { $when }
application-decision-to-come = The inspector's decision is awaited
application-passport-to-come = The passport has to be shown at the tax office
application-access-to-come = The login is issued after the confirmation and once the passport was shown
application-office = Tax office
application-office-line = { $code } · { $name }
application-heard = Heard from the service: { $when }
application-not-heard = The service has not told yet how it stands.
application-sign-in = Sign in with this login
application-mend = Mend and send again
application-forget = Remove the application from the phone
fault-conflict = The service holds something else about this. Refresh and try again.
fault-already-registered = There is a registration for this INN already, or an application is under review.
fault-earlier-received = The service had already received this form as it was sent first; what you changed after that is not in it. Compare the INN below, and if it is wrong, tell the tax office when you show your passport.
fault-claim-lost = The phone can't show the service that this application is yours. To learn how it stands, visit the tax office with your passport.
