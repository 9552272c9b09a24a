"""The directory of outside parties: who they are, how they are reached, how they want referrals."""
