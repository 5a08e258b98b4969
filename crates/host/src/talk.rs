//! One screen's conversation over a WebSocket, until one of the two ends it.

use crate::host::{Permit, Reception};
use crate::line::{Line, Outgoing, json};
use crate::pace::{Pace, cost};
use crate::protocol::{FromScreen, ToScreen};
use crate::role::Role;
use crate::turn::MOST_WAITING;
use axum::extract::ws::{Message, WebSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, interval_at, sleep_until, timeout};

/// What of one screen the host has not done yet, in messages; long ones count as several.
const MOST_UNDONE: u32 = 256;
/// As so many of them a question counts: a short one may have an answer of megabytes.
const QUESTION: u32 = MOST_UNDONE / 4;
/// What waits to go out to a screen before it is not heard any more: answers that nobody takes
/// are not to fill the memory.
const MOST_UNSENT: usize = 8;
/// So many bytes count as one more of them.
const BYTES: usize = 64 * 1024;
/// Messages that are none, before nobody listens to a screen any more.
const MOST_GARBAGE: u32 = 1000;
/// How often a screen is asked whether it is still there and told that the host is, and how long
/// it may not answer. A browser hides from its pages that it was asked.
const PING: Duration = Duration::from_secs(15);
const PATIENCE: Duration = Duration::from_secs(60);
/// How long screens have to take their last messages.
pub const FAREWELL: Duration = Duration::from_secs(2);

pub async fn converse(
    mut socket: WebSocket,
    reception: Reception,
    role: Role,
    _place: OwnedSemaphorePermit,
) {
    let (send, mut outgoing) = mpsc::unbounded_channel::<Outgoing>();
    let waiting = Arc::new(AtomicUsize::new(0));
    let count = waiting.clone();
    let line = Line::to_browser(
        move |message| {
            count.fetch_add(1, Ordering::Relaxed);
            // A screen that has gone gets nothing more.
            let _ = send.send(message);
        },
        waiting.clone(),
    );
    let connection = reception.connect(role, line);
    let undone = Arc::new(Semaphore::new(MOST_UNDONE as usize));
    let mut pings = interval_at(Instant::now() + PING, PING);
    let mut heard = Instant::now();
    let mut pace = Pace::new(heard);
    let mut garbage = 0;
    // The most that waited for this screen since nothing did.
    let mut most = 0;
    // Whoever says too much at once is not heard until then.
    let mut deaf: Option<Instant> = None;
    loop {
        tokio::select! {
            message = outgoing.recv() => {
                let Some(text) = message.as_ref().and_then(Outgoing::to_json) else {
                    // An error means that it has gone already.
                    let _ = timeout(FAREWELL, socket.send(Message::Close(None))).await;
                    return;
                };
                match timeout(PATIENCE, socket.send(Message::Text(text.into()))).await {
                    Ok(Ok(())) => {}
                    _ => return,
                }
                let before = waiting.fetch_sub(1, Ordering::Relaxed);
                most = before.max(most);
                if before == 1 {
                    // The host waits for this only if it has seen too much waiting. Were it told
                    // each time, it would have a turn for every message to every screen.
                    if most > MOST_WAITING {
                        connection.drained();
                    }
                    most = 0;
                }
            }
            () = sleep_until(deaf.unwrap_or(heard)), if deaf.is_some() => deaf = None,
            message = socket.recv(),
                if deaf.is_none() && waiting.load(Ordering::Relaxed) < MOST_UNSENT =>
            {
                let Some(Ok(message)) = message else { return };
                heard = Instant::now();
                let bytes = match &message {
                    Message::Text(text) => text.len(),
                    other => other.clone().into_data().len(),
                };
                let said = match &message {
                    Message::Text(text) => serde_json::from_str::<FromScreen>(text).ok(),
                    _ => None,
                };
                if role != Role::Facilitator {
                    pace.spend(cost(said.as_ref(), bytes), heard);
                    deaf = pace.waits_until();
                    if deaf.is_some() {
                        reception.tally.too_fast.count();
                    }
                }
                let Some(said) = said else {
                    if matches!(message, Message::Text(_) | Message::Binary(_)) {
                        // What is no message is passed over: nobody's screen says it.
                        tracing::debug!("a message of {bytes} bytes is none of ours");
                        reception.tally.garbage.count();
                        garbage += 1;
                        if garbage > MOST_GARBAGE {
                            return;
                        }
                    }
                    continue;
                };
                let share = match said {
                    FromScreen::Ask { .. } => QUESTION,
                    _ => 1 + u32::try_from(bytes / BYTES).unwrap_or(MOST_UNDONE),
                };
                let share = share.min(MOST_UNDONE);
                let Ok(permit) = undone.clone().acquire_many_owned(share).await else { return };
                connection.say_with(said, Some(Box::new(permit) as Permit));
            }
            _ = pings.tick() => {
                if heard.elapsed() > PATIENCE && deaf.is_none() {
                    return;
                }
                let beat = json(&ToScreen::Beat);
                let asks = async {
                    socket.send(Message::Ping(Vec::new().into())).await?;
                    socket.send(Message::Text(beat.into())).await
                };
                match timeout(PATIENCE, asks).await {
                    Ok(Ok(())) => {}
                    _ => return,
                }
            }
        }
    }
}
