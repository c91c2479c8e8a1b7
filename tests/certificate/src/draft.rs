//! A code before it is signed: every part of it can be bent, and is signed as bent.

use anyhow::Result;
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::cbor::{Item, base45};
use crate::world::{DEVICE, ISSUER, NOW, issuer};

/// All parts of a code.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who signs, and by which id.
    pub who: (u8, u8),
    /// The phone that signs the time.
    pub signer: u8,
    /// The entries of the claims set: expires, issued, the taxpayer's.
    pub claims: Vec<(Item, Item)>,
    /// The taxpayer's array: INN, name, since, debt, index, device.
    pub taxpayer: Vec<Item>,
    /// The entries of the certificate's protected header.
    pub header: Vec<(Item, Item)>,
    /// The same of the presentation.
    pub device_header: Vec<(Item, Item)>,
    /// What stands in unprotected headers.
    pub unprotected: Item,
    /// The tag of both messages.
    pub tag: u64,
    /// What follows the claims, the header, the certificate, the stamp, the presentation, the packed message.
    pub trailing: [Vec<u8>; 6],
    /// The time on the phone.
    pub stamp: Item,
    /// Whether a phone's signature is around it.
    pub presented: bool,
    /// The first byte, where it is not what the rest asks for.
    pub flags: Option<u8>,
    /// Whether it is packed, and how strongly.
    pub packed: Option<u8>,
    /// What replaces the message.
    pub message: Option<Vec<u8>>,
}

impl Draft {
    /// A code that is in order.
    ///
    /// # Errors
    /// When a constant makes no key.
    pub fn good(name: &str, inn: u64, index: u32) -> Result<Self> {
        let device = issuer(0, DEVICE)?.key.public()?;
        Ok(Self {
            who: ISSUER,
            signer: DEVICE,
            claims: vec![
                (Item::Int(4), Item::Int(NOW + 40_000)),
                (Item::Int(6), Item::Int(NOW - 3_600)),
            ],
            taxpayer: vec![
                Item::Int(i64::try_from(inn)?),
                Item::Text(name.to_owned()),
                Item::Int(20_727),
                Item::Int(1),
                Item::Int(i64::from(index)),
                Item::Bytes(device.compressed().to_vec()),
            ],
            header: vec![(Item::Int(1), Item::Int(-7))],
            device_header: vec![(Item::Int(1), Item::Int(-7))],
            unprotected: Item::Map(Vec::new()),
            tag: 18,
            trailing: Default::default(),
            stamp: Item::Int(NOW),
            presented: true,
            flags: None,
            packed: None,
            message: None,
        })
    }

    /// Changes one part of the taxpayer's array.
    pub fn taxpayer(&mut self, at: usize, item: Item) {
        if let Some(place) = self.taxpayer.get_mut(at) {
            *place = item;
        }
    }

    /// Changes when it was issued and when it expires.
    pub fn life(&mut self, issued: i64, expires: i64) {
        self.claims = vec![
            (Item::Int(4), Item::Int(expires)),
            (Item::Int(6), Item::Int(issued)),
        ];
    }

    /// The text.
    ///
    /// # Errors
    /// When a constant makes no key.
    pub fn text(&self) -> Result<String> {
        let message = match &self.message {
            Some(message) => message.clone(),
            None => self.signed()?,
        };
        let [.., packed_after] = &self.trailing;
        let body = match self.packed {
            Some(level) => [compress_to_vec_zlib(&message, level), packed_after.clone()].concat(),
            None => message,
        };
        let flags = u8::from(self.packed.is_some()) | if self.presented { 0 } else { 2 };
        let bytes = [vec![self.flags.unwrap_or(flags)], body].concat();
        Ok(format!("SALYK1:{}", base45(&bytes)))
    }

    /// The message.
    ///
    /// # Errors
    /// When a constant makes no key.
    pub fn signed(&self) -> Result<Vec<u8>> {
        let [
            claims_after,
            header_after,
            certificate_after,
            stamp_after,
            message_after,
            _,
        ] = &self.trailing;
        let mut claims = self.claims.clone();
        claims.push((Item::Int(-65_537), Item::Array(self.taxpayer.clone())));
        let payload = [Item::Map(claims).bytes(), claims_after.clone()].concat();
        let mut header = self.header.clone();
        header.push((Item::Int(4), Item::Bytes(vec![self.who.0; 4])));
        let header = [Item::Map(header).bytes(), header_after.clone()].concat();
        let certificate = self.sign1(header, payload, self.who.1)?;
        let certificate = [certificate, certificate_after.clone()].concat();
        if !self.presented {
            return Ok(certificate);
        }
        let payload = Item::Array(vec![Item::Bytes(certificate), self.stamp.clone()]).bytes();
        let payload = [payload, stamp_after.clone()].concat();
        let header = Item::Map(self.device_header.clone()).bytes();
        let message = self.sign1(header, payload, self.signer)?;
        Ok([message, message_after.clone()].concat())
    }

    fn sign1(&self, protected: Vec<u8>, payload: Vec<u8>, seed: u8) -> Result<Vec<u8>> {
        let to_sign = Item::Array(vec![
            Item::Text("Signature1".to_owned()),
            Item::Bytes(protected.clone()),
            Item::Bytes(Vec::new()),
            Item::Bytes(payload.clone()),
        ]);
        let signature = issuer(0, seed)?.key.sign(&to_sign.bytes());
        let message = Item::Array(vec![
            Item::Bytes(protected),
            self.unprotected.clone(),
            Item::Bytes(payload),
            Item::Bytes(signature.to_vec()),
        ]);
        Ok(match self.tag {
            0 => message.bytes(),
            tag => Item::Tag(tag, Box::new(message)).bytes(),
        })
    }
}
