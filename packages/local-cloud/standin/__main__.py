from standin.launcher import main

raise SystemExit(main())
