"""Made rows: what a sender and a PI Integrator view would have landed, exactly counted, the same for the same seed."""
