"""The made-up clinic of `demo`: its set-up, its people and its weeks, all of it done through the desk."""
