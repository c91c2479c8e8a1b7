//! A disk that stops at any step, as by a kill or a power cut, or is full: the file is there whole or not at all.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use super::SealedFiles;
use super::disk::{Disk, Output};
use super::tests::{id, vault};
use crate::adapters::system::SystemEntropy;
use crate::attachments::samples::png;
use crate::fakes::PieceSource;
use crate::ports::{AttachmentFiles, FilesError};

/// What is on the disk: contents by number, and names for them, each as it is and as a power cut would leave it.
#[derive(Clone, Default)]
struct Platter {
    contents: Vec<Content>,
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    /// How many more steps it takes before it stops.
    steps: Option<usize>,
    /// What it says when it stops; after a full disk it goes on.
    full: bool,
    taken: usize,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    durable: usize,
}

#[derive(Clone, Default)]
struct TestDisk(Arc<Mutex<Platter>>);

impl TestDisk {
    fn step<T>(&self, work: impl FnOnce(&mut Platter) -> io::Result<T>) -> io::Result<T> {
        let mut platter = self.0.lock().unwrap();
        platter.taken += 1;
        match platter.steps {
            Some(0) if platter.full => {
                platter.steps = None;
                return Err(io::ErrorKind::StorageFull.into());
            }
            Some(0) => return Err(io::Error::other("killed")),
            Some(left) => platter.steps = Some(left - 1),
            None => {}
        }
        work(&mut platter)
    }

    /// Switched off and on again: what was not durable is gone, but names may be.
    fn after_power_cut(&self, names_too: bool) -> Self {
        let mut platter = self.0.lock().unwrap().clone();
        for content in &mut platter.contents {
            content.bytes.truncate(content.durable);
        }
        if !names_too {
            platter.names = platter.durable_names.clone();
        }
        platter.steps = None;
        Self(Arc::new(Mutex::new(platter)))
    }

    /// Killed and started again: the system's caches live on.
    fn after_kill(&self) -> Self {
        let mut platter = self.0.lock().unwrap().clone();
        platter.steps = None;
        Self(Arc::new(Mutex::new(platter)))
    }

    fn len(&self) -> usize {
        self.0.lock().unwrap().names.len()
    }
}

impl Disk for TestDisk {
    fn create(&self, name: &str) -> io::Result<Box<dyn Output>> {
        let number = self.step(|platter| {
            platter.contents.push(Content::default());
            let number = platter.contents.len() - 1;
            platter.names.insert(name.to_owned(), number);
            Ok(number)
        })?;
        Ok(Box::new(TestFile(self.clone(), number)))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.step(|platter| {
            let number = platter.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
            platter.names.insert(to.to_owned(), number);
            Ok(())
        })?;
        self.sync()
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.step(|platter| {
            platter.names.remove(name);
            Ok(())
        })
    }

    fn sync(&self) -> io::Result<()> {
        self.step(|platter| {
            platter.durable_names = platter.names.clone();
            Ok(())
        })
    }

    fn names(&self) -> io::Result<Vec<String>> {
        self.step(|platter| Ok(platter.names.keys().cloned().collect()))
    }

    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        self.step(|platter| {
            let number = platter.names.get(name);
            Ok(number.map(|number| platter.contents[*number].bytes.len() as u64))
        })
    }

    fn read_at(&self, name: &str, from: u64, most: usize) -> io::Result<Vec<u8>> {
        self.step(|platter| {
            let number = platter.names.get(name).ok_or(io::ErrorKind::NotFound)?;
            let rest = platter.contents[*number].bytes.get(from as usize..);
            Ok(rest.unwrap_or_default().iter().take(most).copied().collect())
        })
    }
}

struct TestFile(TestDisk, usize);

impl Output for TestFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.step(|platter| {
            platter.contents[self.1].bytes.extend_from_slice(bytes);
            Ok(())
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.step(|platter| {
            let content = &mut platter.contents[self.1];
            content.durable = content.bytes.len();
            Ok(())
        })
    }
}

fn over(disk: &TestDisk) -> SealedFiles {
    SealedFiles::on(Box::new(disk.clone()), vault(), Arc::new(SystemEntropy))
}

fn seal(disk: &TestDisk, content: &[u8]) -> Result<u64, FilesError> {
    let source = PieceSource::in_pieces(content.to_vec(), vec![100_000]);
    let sealed = over(disk).seal(&id(1), &source, &mut |_| true)?;
    Ok(sealed.bytes)
}

fn content() -> Vec<u8> {
    png(300_000)
}

/// How many steps one sealing takes.
fn steps() -> usize {
    let disk = TestDisk::default();
    seal(&disk, &content()).unwrap();
    disk.0.lock().unwrap().taken
}

#[test]
fn stopped_at_any_step_it_is_whole_or_swept() {
    let (content, steps) = (content(), steps());
    assert!(steps > 8);
    for stop in 0..=steps {
        let disk = TestDisk::default();
        disk.0.lock().unwrap().steps = Some(stop);
        let told = seal(&disk, &content);
        assert_eq!(told.is_ok(), stop == steps, "stopped at {stop}");
        for after in [
            disk.after_kill(),
            disk.after_power_cut(true),
            disk.after_power_cut(false),
        ] {
            let files = over(&after);
            let read = files.read(&id(1), content.len() as u64, 0, usize::MAX);
            match read {
                Ok(read) => assert_eq!(*read, content, "stopped at {stop}"),
                Err(error) => assert_eq!(error, FilesError::Damaged, "stopped at {stop}"),
            }
            if told.is_ok() {
                // The row is saved only now: it names what will be there whatever happens.
                assert!(files.read(&id(1), content.len() as u64, 0, 1).is_ok());
                files.sweep(&[id(1)]).unwrap();
                assert!(files.read(&id(1), content.len() as u64, 0, 1).is_ok());
            } else {
                files.sweep(&[]).unwrap();
                assert_eq!(after.len(), 0, "stopped at {stop}: something is left");
            }
        }
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_keeps_nothing_of_it() {
    let content = content();
    for stop in 0..steps() {
        let disk = TestDisk::default();
        {
            let mut platter = disk.0.lock().unwrap();
            platter.steps = Some(stop);
            platter.full = true;
        }
        assert_eq!(seal(&disk, &content), Err(FilesError::Full), "full at {stop}");
        assert_eq!(disk.len(), 0, "full at {stop}: something is left");
    }
}
