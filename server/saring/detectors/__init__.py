"""One file per detector: a prepared draft in, findings out. Detectors decide nothing."""
