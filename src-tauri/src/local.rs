//! The host that runs in this program.

use std::sync::Arc;

use host::Line;
use host::role::Role;

use crate::screen::{Hear, Host, Say};

impl Host for Arc<host::Host> {
    fn connect(&self, hear: Hear) -> Say {
        let line = Line::to_desktop(hear);
        let connection = host::Host::connect(self, Role::Facilitator, line);
        Box::new(move |message| connection.say(message))
    }
}
