//! Long work shared out among the processor's cores.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// Starting a thread is not worth it for fewer items.
const WORTH_SHARING: usize = 2_000;
/// So many items are taken at once: a core that is slow, or busy with something else, takes fewer of these stretches, and the
/// others wait for no more than its last one.
const STRETCH: usize = 256;
/// Phones have two to four fast cores; the slow ones would add little.
const MOST_CORES: usize = 4;

/// What `work` makes of each stretch of the items, in the order of the items, whoever did it. A short list is one stretch.
///
/// Where no thread can be started the caller's own does all of it.
pub(crate) fn in_stretches<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    if items.len() < WORTH_SHARING {
        return vec![work(items)];
    }
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    shared(items, cores.min(MOST_CORES), work)
}

fn shared<T: Sync, R: Send>(items: &[T], cores: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    if cores < 2 {
        return vec![work(items)];
    }
    let stretches: Vec<&[T]> = items.chunks(STRETCH).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(stretch) = stretches.get(place) else {
                return done;
            };
            done.push((place, work(stretch)));
        }
    };
    let mut done = thread::scope(|scope| {
        let start = |_| Builder::new().spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..cores).map_while(start).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order_by_however_many_cores() {
        for count in [0, 1, WORTH_SHARING - 1, WORTH_SHARING, 5 * STRETCH, 10_001] {
            let items: Vec<usize> = (0..count).collect();
            for made in [
                in_stretches(&items, <[usize]>::to_vec),
                shared(&items, 1, <[usize]>::to_vec),
                shared(&items, 2, <[usize]>::to_vec),
                shared(&items, 7, <[usize]>::to_vec),
            ] {
                assert_eq!(made.concat(), items, "{count}");
            }
        }
    }

    #[test]
    fn a_short_list_stays_whole() {
        let made = in_stretches(&vec![0; WORTH_SHARING - 1], <[i32]>::len);
        assert_eq!(made, [WORTH_SHARING - 1]);
    }

    #[test]
    fn more_than_one_core_shares_stretches() {
        let items: Vec<usize> = (0..WORTH_SHARING).collect();
        let made = |cores| shared(&items, cores, <[usize]>::len).len();
        let stretches = WORTH_SHARING.div_ceil(STRETCH);
        assert_eq!([made(1), made(2), made(3)], [1, stretches, stretches]);
    }

    #[test]
    #[should_panic(expected = "item 9000")]
    fn what_goes_wrong_on_another_core_goes_wrong_here() {
        let items: Vec<usize> = (0..10_000).collect();
        shared(&items, 2, |stretch| {
            assert!(!stretch.contains(&9000), "item 9000");
        });
    }
}
