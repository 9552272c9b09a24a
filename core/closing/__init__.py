"""The close of a day: what is still open, the sheet that is signed, and who may change the day afterwards."""
