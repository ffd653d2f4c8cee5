"""What a host starts: `python <this folder> --path <folder of the plugin> <module[:attribute]>`."""

from elizaos_interop.guest import main

if __name__ == "__main__":
    main()
