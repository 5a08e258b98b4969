//! Prepares the desktop window's configuration.

fn main() {
    #[cfg(feature = "desktop")]
    {
        println!("cargo::rerun-if-changed=src-tauri/capabilities");
        println!("cargo::rerun-if-changed=ui/dist");
        if cfg!(feature = "custom-protocol") && !std::path::Path::new("ui/dist/index.html").exists()
        {
            println!("cargo::error=The page is missing: build it first with `npm run build`.");
        }
        tauri_build::try_build(
            tauri_build::Attributes::new()
                .capabilities_path_pattern("./src-tauri/capabilities/**/*"),
        )
        .expect("tauri.conf.json and src-tauri/capabilities are well formed");
    }
}
