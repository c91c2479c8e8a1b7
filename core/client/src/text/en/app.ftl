# The app itself: frame, sign-in, accounts, settings, faults.
som = KGS
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
days-today = today
days-left =
    { $days ->
        [one] in { $days } day
       *[other] in { $days } days
    }
days-ago =
    { $days ->
        [one] { $days } day ago
       *[other] { $days } days ago
    }

## Frame

band = Sample: this is not an official service of the tax authority. Do not type a real login or password.
dismiss = Got it
back = Back
try-again = Try again
refresh = Refresh
offline = No network. Showing what was last received.
offline-nothing = No network.
starting-title = Salyk.kg
starting = Opening what is stored…
heading-taxpayer = Taxpayer
heading-busy = Loading…
tone-neutral = Note
tone-good = All well
tone-warning = Attention
tone-bad = Problem

## Sign-in

sign-in-title = Sign in
sign-in-login = Login
sign-in-password = Password
# Ours: the guide shows it only as a picture.
sign-in-consent = I have read and agree to the terms of the offer agreement and the privacy policy
sign-in-enter = Enter
sign-in-register = Register
sign-in-forgotten = Forgotten login or password? Use the Cabinet's site, or visit the tax office with your passport
sign-in-help = Manual
sign-in-accounts = Accounts on this phone
sign-in-show = Show
sign-in-hide = Hide
sign-in-wait = Seconds to wait: { $seconds }
lock-documents-loading = The documents are loading, please wait.
lock-documents-failed = The documents could not be loaded: try again.
lock-not-ticked = Read both documents and tick the box.
lock-login-empty = Type the login.
lock-password-empty = Type the password.
lock-entering = Signing in…
lock-wait =
    { $seconds ->
        [one] Too many attempts. Wait { $seconds } second.
       *[other] Too many attempts. Wait { $seconds } seconds.
    }
consent-renewed = A new version of a document is in force. Read it and tick the box again.

## Documents

document-offer = Terms of the offer agreement
document-privacy = Privacy policy
document-edition = Version { $version }. In force since { $since }
document-other-language = There is no text in this language; another language is shown.
document-loading = The text is loading…
document-failed = The text could not be loaded.
consent-title = A new version of the documents
consent-accept = I agree
consent-needed = A new version of a document is in force. Your agreement is needed; until then what is stored can be read.
consent-open = Read it

## Accounts

accounts-title = Accounts
accounts-open = Open: { $login }
accounts-add = Add one more login
accounts-remove = Remove from the phone: { $login }
accounts-signed-in = Signed in
accounts-locked = Sign in again
taxpayers-title = Choose a taxpayer
taxpayers-message = For which taxpayer are you acting?
taxpayers-none = No taxpayer is tied to this login. Ask the tax office.
taxpayer-line = { $name }, INN { $inn }, { $role }
inn-label = INN
inn-spoken = taxpayer identification number
inn-spoken-end = taxpayer identification number, ends in
role-owner = for oneself
role-head = head
role-accountant = accountant
role-other = representative

## Settings

settings-title = Settings
heading-languages = Language
heading-receipts = Consents
heading-digest = SHA-256 of the text
settings-vault = Where secrets are kept
settings-vault-system = In the system's key store.
settings-vault-file = In a sealed file. This is weaker than the system's key store: whoever can read your files can open it.
settings-vault-memory = In memory only: gone when the app closes.
settings-about = About
settings-version = Version: { $version }
settings-edition = Edition of the rules: { $edition }
settings-licence = Licence: Apache-2.0
settings-receipt = { $document }, version { $version }
sign-out = Sign out
sign-out-everywhere = Sign out on all phones
erase-everything = Erase everything
confirm-title = Confirm
confirm-sign-out = Sign out on this phone? This account's stored data is erased from the phone; the service keeps its own.
confirm-sign-out-everywhere = Sign out on all phones? What is stored on this phone is erased; the service keeps its own.
confirm-remove = Remove this account from the phone: { $login }? The service keeps its data.
confirm-erase = All of the app's data on this phone is erased: accounts, copies of consents, stored status. The service keeps its data. Without a network, open sessions at the service end by themselves, when their time is over.
confirm-yes = Yes
confirm-no = No, keep it

unsent-warning = The tax service does not have the following yet. What is erased from the phone cannot be restored. You can send it first, or keep it.
unsent-warning-anew = The list has changed, so you are asked again. The tax service does not have the following yet; what is erased from the phone cannot be restored.
unsent-send-first = Send first
unsent-nothing-goes = Nothing on the list goes out by itself: open it and finish it first.
unsent-stay = Stay signed in
unsent-discard-sign-out = Discard what is listed and sign out
unsent-discard-remove = Discard what is listed, with the account
unsent-discard-erase = Erase everything, with what is listed
unsent-whose = { $taxpayer } (login: { $login })
unsent-made = Made: { $when }
unsent-paper = A draft of a paper: it is on this phone alone.
unsent-draft = A draft: not finished, not sent.
unsent-entry-begun = Not recorded yet: it is on this phone alone.
unsent-unreadable = Application
unsent-unreadable-text = This version of the app cannot read it; whether it was sent is not known.
unsent-file = Attached document: { $name }
unsent-file-text = The service does not have all of it yet.
unsent-file-unread = Its state is being read.
unsent-registration = Registration form
unsent-registration-text = Filled in, but not sent.
unsent-registration-unclear = Sending has begun; whether it arrived is not known yet.
unsent-unread = What was stored on this phone before
unsent-unread-text = It cannot be read now: there may be something unsent in it.

## Faults

fault-unreachable = The service can't be reached. Check the network and try again.
fault-untrusted = The service's identity could not be checked; nothing was sent. Check the phone's date and time, or try from another network.
fault-busy = The service is busy. Try again a little later.
# Ours: the guide shows it only as a picture.
fault-wrong-credentials = Wrong login or password
fault-account-locked = The service has locked this account. Go to the tax office with your passport.
fault-session-ended = The session has ended. What is stored is still on the phone; sign in again to see it.
fault-app-too-old = This version of the app is too old. Update it.
fault-not-found = What was asked for was not found, or this login may not see it.
fault-malformed = The service's answer could not be read. Try again, or update the app.
fault-refused = The service refused (code: { $code }). Tell support this code.
fault-vault = The phone's key store does not answer. Unlock the phone and try again.
fault-vault-not-kept = The phone's key store did not keep the session: it will end soon, and you will have to sign in again.
fault-store-full = The phone is full and the data was not stored. Free some room.
fault-store-damaged = All or part of what was stored is damaged. What the service has is fetched anew.
fault-store-newer = What is stored was written by a newer version of the app. Update the app.
fault-store-io = The phone's storage can't be used. Data is not being stored.

## What to do about a fault, by its kind

fault-try-again = This did not work. Try again later (code: { $code }).
fault-try-again-in =
    { $seconds ->
        [one] This did not work. Try again in { $seconds } second (code: { $code }).
       *[other] This did not work. Try again in { $seconds } seconds (code: { $code }).
    }
fault-sign-in-again = Sign in again (code: { $code }).
fault-update-app = Update the app (code: { $code }).
fault-correct = Correct what was entered (code: { $code }).
fault-phone = The phone needs attention: room on the disk, or its key store unlocked (code: { $code }).
fault-tell-support = This did not work. Tell support this code: { $code }
fault-closed = The app is closed. Open it again.
fault-not-erased = Erasing the data from this phone is not finished. It will be tried again.
fault-vault-not-known = The phone's key store could not be read whole: a past session's key may be left there. To end that session, sign in and sign out on all phones.
fault-everywhere-unsure = It is not known whether the sign-out on all phones reached the service. If you need it, sign in and sign out on all phones again.
field-too-long = Too long. Type something shorter.
