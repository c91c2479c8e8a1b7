//! Ids that cross as plain numbers.

use salyk_client::intent::{RequestId, ScreenId};

uniffi::custom_type!(ScreenId, u64, { remote, try_lift: |number| Ok(ScreenId(number)), lower: |id| id.0 });
uniffi::custom_type!(RequestId, u64, { remote, try_lift: |number| Ok(RequestId(number)), lower: |id| id.0 });
