"""What a visit is likely to cost who pays themselves: when they are to be told, and what they were told."""
