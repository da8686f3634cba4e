"""Where each promise of the issues, and of their "Bad input", is tested; see `test_promises`."""

LABELS = "unit/core/test_labels_damage.py"
SECRETS = "gui/widgets/test_wedge_set_up.py"
SCANS = "unit/core/kit/test_assembly_scans.py"
DISK = "services/test_kit_desk_full_disk.py"
OFFLINE = "services/test_kit_desk_offline.py"
STATION = "gui/test_station.py"
TROUBLES = "services/test_sender_troubles.py"
PROVING = "services/test_proving.py"
ASKING = "services/test_proving_asking.py"
HOMES = "unit/store/test_home_mark.py"

OF_ISSUES: dict[str, tuple[str, ...]] = {
    "bad input: an unreachable server": (
        f"{STATION}::test_an_erp_that_is_away_is_told_at_the_sign_in",
        f"{OFFLINE}::test_no_cache_no_plan_said_plainly",
    ),
    "bad input: a foreign server, HTML instead of JSON": (
        f"{STATION}::test_something_else_than_the_erp_is_told_at_the_sign_in",
        "unit/erp/test_junk.py::test_junk",
    ),
    "bad input: a token that expired mid-kit": (
        "unit/app/test_training_sign_in.py::test_a_token_that_expires_is_renewed_by_itself",
        "gui/test_lock.py::test_signing_in_again_keeps_the_draft",
    ),
    "bad input: an assembly without BOM, a BOM with a loop": (
        "services/test_kit_desk_look_ups.py::test_an_assembly_that_cannot_be_made",
        "unit/core/kit/test_plan.py::test_no_plan_says_why",
    ),
    "bad input: quantities 1e9, -1, 0.5 of EACH, a barcode": (
        f"{SCANS}::test_absurd_quantities_are_refused_and_change_nothing",
        "gui/test_kit_pages.py::test_what_is_wrong_stands_at_the_field",
    ),
    "bad input: 10 kB, controls, right to left, <b>, %s": (
        "gui/test_kit_keys.py::test_no_scan_breaks_the_window",
        "gui/test_later_pages.py::test_foreign_text_is_shown_as_it_is",
        f"{LABELS}::test_a_label_longer_than_any_symbol_ends_soon",
    ),
    "bad input: a full disk": (
        f"{DISK}::test_a_scan_that_was_not_saved_is_not_taken",
        f"{DISK}::test_scans_that_came_meanwhile_are_kept",
        f"{DISK}::test_a_confirm_that_was_not_saved_can_be_made_again",
    ),
    "bad input: a broken settings file": (
        "end2end/test_home.py::test_a_broken_station_file_and_another_start_keep_nobody_from_work",
        "unit/core/test_settings.py::test_a_broken_file_gives_the_defaults",
    ),
    "bad input: a second instance on the same home": (
        "end2end/test_home.py::test_a_broken_station_file_and_another_start_keep_nobody_from_work",
    ),
    "design.md 7: nothing is taken while a secret is typed": (
        "services/test_scanning.py::test_while_a_secret_is_typed_nothing_is_taken",
        f"{SECRETS}::test_in_a_secret_field_nothing_is_taken_or_journalled",
        f"{SECRETS}::test_a_secret_field_that_had_the_focus_before_is_one_too",
    ),
    "issue 4: printed symbols are read back": (
        "unit/core/test_labels_symbols.py::test_all_of_them_go_through_explain",
        "gui/print/test_scan_sheets.py::test_every_symbol_is_read_back_from_a_coarse_print",
    ),
    "issue 5: a kill between any two steps": (
        "services/test_kill_points.py::test_wherever_it_is_killed_it_takes_effect_once",
        "unit/store/test_kill.py::test_a_killed_program_loses_nothing_that_it_acknowledged",
    ),
    "issue 5: absence is proof only after the settle time": (
        f"{ASKING}::test_late_first_readings_are_followed_by_a_whole_settle_time",
        f"{PROVING}::test_a_restart_begins_the_settle_time_anew",
        f"{ASKING}::test_looking_again_is_no_shorter_way",
    ),
    "issue 5: an unknown posting holds back only what depends on it": (
        f"{PROVING}::test_another_kit_into_the_same_new_lot_waits",
        f"{PROVING}::test_holds_back_what_moves_the_same_parts_until_somebody_decides",
        f"{TROUBLES}::test_the_opener_of_a_batch_holds_its_members",
    ),
    "issue 5: a batch is a local name": (
        f"{TROUBLES}::test_is_sent_again_without_its_number_once_nothing_is_proved_to_be_done",
        "unit/store/test_outbox_batches.py::test_when_the_opener_is_rejected_the_next_opens",
    ),
    "issue 5: at exit it stops at once when idle": (
        f"{TROUBLES}::test_is_quick_when_idle",
        f"{TROUBLES}::test_waits_for_the_request_that_is_under_way",
        "gui/test_leaving.py::test_waits_for_the_request_that_is_under_way",
    ),
    "issue 5: a home that was copied, or put back": (
        f"{HOMES}::test_opened_on_another_machine_all_is_unknown",
        f"{HOMES}::test_a_copy_put_back_into_the_same_file_after_something_was_sent",
        f"{PROVING}::test_a_copied_database_sends_nothing_that_the_other_may_have_sent",
        "unit/store/test_local_disk.py::test_a_home_on_a_share_is_refused_before_anything_is_written",
    ),
    "issue 5: a campaign doubles, loses and tells nothing": (
        "end2end/test_campaign.py::test_nothing_is_doubled_or_lost_and_no_secret_is_kept",
    ),
    "issue 3: parked, and left open by a crash": (
        "services/test_kit_desk_drafts.py::test_a_parked_kit_comes_back_exactly",
        "gui/test_kit_pages.py::test_home_lists_parked_kits_and_continue_resumes",
        "services/test_kit_desk_drafts.py::test_another_desk_finds_the_kit_as_it_was",
    ),
    "issue 3: the request as it will be sent": (
        "gui/test_review.py::test_the_fold_shows_the_request_as_it_is_sent",
    ),
    "issue 3: a locked station while the ERP is away": (
        f"{STATION}::test_while_the_erp_is_away_the_password_that_was_good_last_opens_it",
    ),
    "issue 3: every refusal and every state has a picture": (
        "gui/test_states.py::test_each_refusal_has_a_picture",
        "gui/test_states.py::test_states_are_shown_whole_at_every_size",
    ),
}
