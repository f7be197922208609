"""One way of driving Chromium and Firefox, so that every scenario runs in both."""
