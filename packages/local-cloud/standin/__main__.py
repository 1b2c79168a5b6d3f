from standin.server.launcher import main

raise SystemExit(main())
