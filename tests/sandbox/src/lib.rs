//! The tax service on loopback HTTPS.
