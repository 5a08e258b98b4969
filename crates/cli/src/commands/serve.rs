//! `atelier serve`: canvases for browsers.

use anyhow::{Context, Result, anyhow};
use clap::Args;
use host::protocol::Sharing;
use host::server::Server;
use host::{Beginning, CertificateFiles, Host, Settings};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use workshop::view::Problem;

/// Host canvases for browsers on this machine.
///
/// Each canvas has its own address for its facilitator, and its own code for whoever takes part.
#[derive(Args)]
pub struct Serve {
    /// Canvases, or scenarios, which are played into new canvases. Without one the first screen
    /// is shown.
    files: Vec<PathBuf>,
    /// Begin with a new canvas: `sample`, or a template (journey, service-recovery, blank).
    #[arg(long, value_name = "WHAT", conflicts_with = "files")]
    open: Option<String>,
    /// The network address to listen at. Others than 127.0.0.1 let the whole network try.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// Let participants in over the network at once, with a code that is printed.
    #[arg(long)]
    open_to_network: bool,
    /// The port. Without it 4117, or a free one.
    #[arg(long)]
    port: Option<u16>,
    /// Encrypt what is said on the network with this certificate: a PEM file, with those by which
    /// it is known after it. It is read at the start, and anew when the workshop is opened to the
    /// network. Without it, the file that ATELIER_CERTIFICATE names, if one is named.
    #[arg(long, value_name = "FILE", requires = "key")]
    certificate: Option<PathBuf>,
    /// The private key of the certificate, in PEM and without a password. Without it, the file
    /// that ATELIER_KEY names.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    key: Option<PathBuf>,
    /// The name by which others find this machine, where the certificate has several or leaves it
    /// open (`*.example.org`). Without it, the names in the certificate.
    #[arg(long, value_name = "NAME", requires = "certificate")]
    name: Option<String>,
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
            certificate: self.certificate_files(),
            ..Settings::new(crate::problem::store())
        };
        // A certificate that is of no use is said before anything begins.
        let certificate = settings.certificate.read().map_err(said)?;
        let given = certificate.as_ref();
        let mut warned = Vec::new();
        warn(
            &mut warned,
            given.map_or_else(Vec::new, |given| given.warnings(host::now_ms())),
        );
        let mut hosts = Vec::new();
        for beginning in self.beginnings()? {
            let host = Arc::new(Host::start(settings.clone()));
            if let Some(beginning) = beginning {
                host.open(beginning).map_err(said)?;
            }
            hosts.push(host);
        }
        let server = Server::bind(self.listen, self.port, certificate, hosts.clone())
            .await
            .with_context(|| format!("{} cannot be listened at", self.listen))?;
        warn(&mut warned, server.warnings());
        for (number, host) in hosts.iter().enumerate() {
            let name = match self.files.get(number) {
                Some(file) if hosts.len() > 1 => file.display().to_string(),
                _ => "Atelier".to_owned(),
            };
            crate::problem::print(&format!("{name} is at {}\n", server.address(host)))?;
            if self.open_to_network {
                let sharing = host.share(true).map_err(said)?;
                crate::problem::print(&ways_in(&sharing))?;
                warn(&mut warned, sharing.warnings);
            }
        }
        crate::problem::print("End it with Ctrl+C; everything is saved.\n")?;

        let (last, outcome) = tokio::sync::oneshot::channel();
        let end = async move {
            interrupted().await;
            let stopped = tokio::task::spawn_blocking(move || {
                // Each of them is saved, whatever becomes of the others.
                let stopped = hosts.iter().map(|host| host.stop()).collect::<Vec<_>>();
                stopped.into_iter().collect::<Result<(), Problem>>()
            });
            // The receiver waits for this.
            let _ = last.send(stopped.await);
        };
        server.run(end).await;
        outcome.await??.map_err(said)?;
        Ok(ExitCode::SUCCESS)
    }

    fn certificate_files(&self) -> CertificateFiles {
        match (&self.certificate, &self.key) {
            (None, None) => CertificateFiles::from_environment(),
            (chain, key) => CertificateFiles {
                chain: chain.clone(),
                key: key.clone(),
                name: self.name.clone(),
            },
        }
    }

    fn beginnings(&self) -> Result<Vec<Option<Beginning>>> {
        if self.files.is_empty() {
            return Ok(vec![self.open.as_deref().map(|what| match what {
                "sample" => Beginning::Sample,
                template => Beginning::Template(template.to_owned()),
            })]);
        }
        let beginning = |file: &PathBuf| {
            let path = std::path::absolute(file)?;
            let path = path.into_os_string().into_string();
            let path = path.map_err(|_| anyhow!("The file's name is not Unicode."))?;
            Ok(Some(Beginning::File(path)))
        };
        self.files.iter().map(beginning).collect()
    }
}

/// How participants come in, for whoever started it.
fn ways_in(sharing: &Sharing) -> String {
    let mut text = format!("  the code to join: {}\n", sharing.code);
    for way in &sharing.ways {
        text += &format!("  to join: {}\n", way.address);
    }
    if sharing.ways.is_empty() {
        text += "  This computer is on no network that others could use.\n";
    }
    text + &format!("  for the projector: {}\n", sharing.projector)
}

/// Says on standard error what is wrong with the certificate, each thing once.
fn warn(warned: &mut Vec<Problem>, warnings: impl IntoIterator<Item = Problem>) {
    for warning in warnings {
        if !warned.contains(&warning) {
            eprintln!("{}", said(warning.clone()));
            warned.push(warning);
        }
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
