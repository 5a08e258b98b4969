//! The certificate that is given to Atelier: with it, what is said on the network is encrypted.

use crate::problem;
use std::fs::File;
use std::io::{self, Read};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::{Error, ServerConfig};
use webpki::{EndEntityCert, KeyUsage};
use workshop::view::Problem;

/// What is longer is neither a certificate nor a key.
const LONGEST: u64 = 1024 * 1024;
/// Names that people are shown: certificates of large houses have hundreds.
const MOST_NAMES: usize = 4;
/// How PEM files begin whose key needs a password, by the two customs that there are.
const WITH_PASSWORD: [&str; 2] = [
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
    "Proc-Type: 4,ENCRYPTED",
];

/// Where the certificate and its key are; nowhere, if what is said is not encrypted.
#[derive(Clone, Debug, Default)]
pub struct CertificateFiles {
    /// The certificate, and those by which it is known, in PEM.
    pub chain: Option<PathBuf>,
    /// Its private key, in PEM and without a password.
    pub key: Option<PathBuf>,
    /// By which name people find this machine; without it, by those in the certificate.
    pub name: Option<String>,
}

/// A certificate with its key.
pub struct Certificate {
    config: Arc<ServerConfig>,
    own: CertificateDer<'static>,
    /// Whoever issued it is not in the file.
    lacks_issuer: bool,
    name: Option<String>,
}

impl CertificateFiles {
    /// The files that `ATELIER_CERTIFICATE` and `ATELIER_KEY` name, and the name that
    /// `ATELIER_NAME` is.
    pub fn from_environment() -> Self {
        let given = |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty());
        CertificateFiles {
            chain: given("ATELIER_CERTIFICATE").map(PathBuf::from),
            key: given("ATELIER_KEY").map(PathBuf::from),
            name: given("ATELIER_NAME").map(|name| name.to_string_lossy().into_owned()),
        }
    }

    /// What is in the files now, if any are named.
    ///
    /// # Errors
    /// Why they are of no use. Nothing is then to be said unencrypted instead.
    pub fn read(&self) -> Result<Option<Arc<Certificate>>, Problem> {
        match (&self.chain, &self.key) {
            (None, None) => Ok(None),
            (Some(chain), Some(key)) => {
                let name = self.name.as_deref().map(str::to_ascii_lowercase);
                let certificate = Certificate::read(chain, key)?.with_name(name, chain)?;
                Ok(Some(Arc::new(certificate)))
            }
            _ => Err(problem::half_a_certificate()),
        }
    }
}

impl Certificate {
    fn read(chain: &Path, key: &Path) -> Result<Self, Problem> {
        let certificates = CertificateDer::pem_slice_iter(&contents(chain)?)
            .collect::<Result<Vec<_>, pem::Error>>()
            .map_err(|_| problem::broken_certificate(chain))?;
        let own = certificates.first().cloned();
        let own = own.ok_or_else(|| problem::no_certificate(chain))?;
        let parsed = EndEntityCert::try_from(&own);
        let parsed = parsed.map_err(|_| problem::broken_certificate(chain))?;
        let mut others = certificates.iter();
        let lacks_issuer = !others.any(|other| {
            let other = EndEntityCert::try_from(other);
            other.is_ok_and(|other| other.subject() == parsed.issuer())
        });
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("there are ciphers for both versions")
            .with_no_client_auth()
            .with_single_cert(certificates, private_key(key)?)
            .map_err(|error| match error {
                Error::InconsistentKeys(_) => problem::key_of_another(chain, key),
                Error::InvalidCertificate(_) => problem::broken_certificate(chain),
                _ => problem::strange_key(key),
            })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Certificate {
            config: Arc::new(config),
            own,
            lacks_issuer,
            name: None,
        })
    }

    fn with_name(self, name: Option<String>, chain: &Path) -> Result<Self, Problem> {
        let named = |name: &String| {
            let name = ServerName::try_from(name.as_str());
            name.is_ok_and(|name| matches!(name, ServerName::DnsName(_)) && self.is_for(&name))
        };
        match name {
            Some(name) if !named(&name) => Err(problem::name_of_another(&name, chain)),
            name => Ok(Certificate { name, ..self }),
        }
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.config.clone().into()
    }

    /// The names that people can be given: the one that this machine is said to have, or those in
    /// the certificate.
    pub(crate) fn names(&self) -> Vec<String> {
        if let Some(name) = &self.name {
            return vec![name.clone()];
        }
        let names = self.parsed();
        let names = names.valid_dns_names();
        names
            .filter(|name| !name.starts_with('*') && !name.eq_ignore_ascii_case("localhost"))
            .take(MOST_NAMES)
            .map(str::to_ascii_lowercase)
            .collect()
    }

    /// What the names end in that it is for, where it leaves open how they begin.
    pub(crate) fn domain(&self) -> Option<String> {
        let names = self.parsed();
        let mut names = names.valid_dns_names();
        names.find_map(|name| Some(name.strip_prefix("*.")?.to_ascii_lowercase()))
    }

    /// Whether browsers that come by this name find it in the certificate.
    pub(crate) fn covers(&self, name: &str) -> bool {
        ServerName::try_from(name).is_ok_and(|name| self.is_for(&name))
    }

    pub(crate) fn covers_address(&self, address: IpAddr) -> bool {
        self.is_for(&ServerName::from(address))
    }

    fn is_for(&self, name: &ServerName<'_>) -> bool {
        let certificate = self.parsed();
        certificate.verify_is_valid_for_subject_name(name).is_ok()
    }

    /// What people may be warned of, whatever the address.
    pub fn warnings(&self, now_ms: u64) -> Vec<Problem> {
        let lacks_issuer = self.lacks_issuer.then(problem::issuer_missing);
        let untimely = self.untimely(now_ms).into_iter();
        untimely.chain(lacks_issuer).collect()
    }

    /// What is wrong with its time, if anything is.
    fn untimely(&self, now_ms: u64) -> Option<Problem> {
        let now = UnixTime::since_unix_epoch(Duration::from_millis(now_ms));
        let usage = KeyUsage::server_auth();
        // Its time is looked at first, and nothing here says who is to be trusted.
        match self
            .parsed()
            .verify_for_usage(&[], &[], &[], now, usage, None, None)
        {
            Err(webpki::Error::CertExpired { not_after, .. }) => {
                Some(problem::expired(not_after.as_secs() * 1000))
            }
            Err(webpki::Error::CertNotValidYet { not_before, .. }) => {
                Some(problem::not_valid_yet(not_before.as_secs() * 1000))
            }
            _ => None,
        }
    }

    fn parsed(&self) -> EndEntityCert<'_> {
        EndEntityCert::try_from(&self.own).expect("it was when it was read")
    }
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Problem> {
    let pem = contents(path)?;
    let text = String::from_utf8_lossy(&pem);
    if WITH_PASSWORD.iter().any(|begins| text.contains(begins)) {
        return Err(problem::locked_key(path));
    }
    PrivateKeyDer::from_pem_slice(&pem).map_err(|error| match error {
        pem::Error::NoItemsFound => problem::no_key(path),
        _ => problem::strange_key(path),
    })
}

fn contents(path: &Path) -> Result<Vec<u8>, Problem> {
    let read = || {
        let mut bytes = Vec::new();
        let file = File::open(path)?;
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 > LONGEST {
            true => Err(io::Error::other("it is longer than any")),
            false => Ok(bytes),
        }
    };
    read().map_err(|error| problem::unread_certificate(path, &error))
}
