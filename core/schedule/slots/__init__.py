"""The slot search: where could a visit be booked so that no rule stands in the way?"""
