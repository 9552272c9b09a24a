"""The host that many work on: what it needs so that they come in through the account's command, and has it that?"""
