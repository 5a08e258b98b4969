//! Canvas files on disk: atomic save, lock, journal, recovery, backups.
