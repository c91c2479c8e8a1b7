## The code that an inspector scans

certificate-title = Code for an inspector
certificate-heading = What this code is
certificate-what = An inspector scans it, with or without a network, and sees your name, INN, whether you are registered under the regime and since when, and whether there is tax debt. No sums, goods or partners are in it.
certificate-alive = The phone signs the time in it anew every 30 seconds: a screenshot or a photo of it is told as a copy.
certificate-not-confirmation = It is not the written confirmation that customs asks for.
certificate-paper-what = A driver can carry a code on paper. Paper can be copied, so the inspector is told that it is a paper copy.
certificate-until = Valid until { $when }. Until then it works without a network, and it is renewed by itself.
certificate-expired = It expired on { $when }. With a network it is renewed by itself.
certificate-coming = The certificate is on its way.
certificate-none-offline = There is no certificate on this phone yet. With a network it comes by itself.
certificate-needs-network = This needs a network.
certificate-renew = Renew now
certificate-paper = Code on paper
certificate-paper-title = Code for an inspector, on paper
certificate-paper-until = Valid until
certificate-spoken = QR code for an inspector, renewed every 30 seconds
fault-signer = The phone's key store did not sign. Close other apps and try again; if it stays so, restart the phone.
