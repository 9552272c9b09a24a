"""What passes between the clinic and other systems, as texts: codecs, which know no record of the clinic."""
