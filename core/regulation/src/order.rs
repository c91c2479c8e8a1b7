//! Sorting and gathering by one routine for every type.
//!
//! The standard library makes its sort anew for every type that is sorted: 4 KB each on a phone, for lists of a handful
//! (decision 7).

use std::cmp::Ordering;

/// Sorts as `slice::sort_by` does: what is equal keeps its order.
pub fn sort_by<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    // Most lists have one item or none, and this is done for several lists of every lot.
    if items.len() < 2 {
        return;
    }
    let places = sorted_places(items.len(), &|one, other| compared(items, one, other, &order));
    arrange(items, places);
}

/// Sorts as `slice::sort_by_cached_key` does: each key is made once.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<_> = items.iter().map(key).collect();
    let places = sorted_places(keys.len(), &|one, other| compared(&keys, one, other, K::cmp));
    arrange(items, places);
}

/// Sorts as `slice::sort` does.
pub fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

fn compared<T>(items: &[T], one: usize, other: usize, order: impl Fn(&T, &T) -> Ordering) -> Ordering {
    let pair = items.get(one).zip(items.get(other));
    pair.map_or(Ordering::Equal, |(one, other)| order(one, other))
}

/// Where the items stand now, in their order to be.
#[inline(never)]
fn sorted_places(items: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..items).collect();
    places.sort_by(|one, other| order(*one, *other));
    places
}

fn arrange<T>(items: &mut Vec<T>, places: Vec<usize>) {
    let mut left: Vec<_> = items.drain(..).map(Some).collect();
    let taken = |place: usize| left.get_mut(place).and_then(Option::take);
    items.extend(places.into_iter().filter_map(taken));
}

/// Gathers as `collect` does, one item after another: a tree's own `collect` sorts first.
pub fn gathered<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut gathered = C::default();
    gathered.extend(items);
    gathered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(items in prop::collection::vec((0_u8..9, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn what_is_gathered_is_all_of_it() {
        assert_eq!(gathered::<Vec<_>, _>([3, 1, 2]), [3, 1, 2]);
    }
}
