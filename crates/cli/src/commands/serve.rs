//! `atelier serve`: a canvas for browsers.

use anyhow::{Context, Result, anyhow};
use clap::Args;
use host::server::Server;
use host::{Beginning, Host, Settings};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use workshop::view::Problem;

/// Host a canvas for browsers on this machine.
#[derive(Args)]
pub struct Serve {
    /// A canvas, or a scenario, which is played into a new canvas. Without one the first screen
    /// is shown.
    file: Option<PathBuf>,
    /// Begin with a new canvas: `sample`, or a template (journey, service-recovery, blank).
    #[arg(long, value_name = "WHAT", conflicts_with = "file")]
    open: Option<String>,
    /// The network address to listen at. Others than 127.0.0.1 let the whole network try.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// The port. Without it 4117, or a free one.
    #[arg(long)]
    port: Option<u16>,
    /// How long after a change a canvas that has a file is saved.
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    autosave: f64,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode> {
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_env_filter(
                tracing_subscriber::EnvFilter::try_from_default_env()
                    .unwrap_or_else(|_| "warn".into()),
            )
            .init();
        tokio::runtime::Runtime::new()?.block_on(self.serve())
    }

    async fn serve(self) -> Result<ExitCode> {
        let settings = Settings {
            autosave: Duration::try_from_secs_f64(self.autosave)?,
            ..Settings::new(crate::problem::store())
        };
        let host = Arc::new(Host::start(settings));
        if let Some(beginning) = self.beginning()? {
            host.open(beginning).map_err(said)?;
        }
        let server = Server::bind(self.listen, self.port)
            .await
            .with_context(|| format!("{} cannot be listened at", self.listen))?;
        crate::problem::print(&format!(
            "Atelier is at {}\nEnd it with Ctrl+C; everything is saved.\n",
            server.address()
        ))?;

        let (last, outcome) = tokio::sync::oneshot::channel();
        let ending = host.clone();
        let end = async move {
            interrupted().await;
            let stopped = tokio::task::spawn_blocking(move || ending.stop()).await;
            // The receiver waits for this.
            let _ = last.send(stopped);
        };
        server.run(host, end).await?;
        outcome.await??.map_err(said)?;
        Ok(ExitCode::SUCCESS)
    }

    fn beginning(&self) -> Result<Option<Beginning>> {
        Ok(match (&self.file, self.open.as_deref()) {
            (Some(file), _) => {
                let path = std::path::absolute(file)?;
                let path = path.into_os_string().into_string();
                let path = path.map_err(|_| anyhow!("The file's name is not Unicode."))?;
                Some(Beginning::File(path))
            }
            (None, Some("sample")) => Some(Beginning::Sample),
            (None, Some(template)) => Some(Beginning::Template(template.to_owned())),
            (None, None) => None,
        })
    }
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("{} {} [{}]", problem.says, problem.way_out, problem.code)
}

/// Comes when somebody wants the program to end.
async fn interrupted() {
    let interrupt = async {
        // Without signals only a kill ends it, and then the journal has everything.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}
