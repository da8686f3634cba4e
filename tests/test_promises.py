"""Where each promise of operators.md and of the issues is tested.

A reader finds the test by the point; a test that is renamed or gone is missed here.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.promises_of_issues import OF_ISSUES

HERE = Path(__file__).parent
LABELS = "unit/core/test_labels_damage.py"
FRAMES = "unit/hardware/test_framing.py"
KEYS = "unit/hardware/test_wedge.py"
TYPED = "gui/widgets/test_wedge.py"
PLUGS = "unit/hardware/test_reconnect.py"
VAULT = "unit/store/test_vault.py"
PLACES = "unit/hardware/test_whereabouts.py"
KIT_LABELS = "services/test_kit_desk_labels.py"
SECRETS = "gui/widgets/test_wedge_set_up.py"
SCANS = "unit/core/kit/test_assembly_scans.py"
PARTS = "unit/core/kit/test_component_scans.py"
GOODS = "unit/core/receiving/test_label_scans.py"
AMOUNTS = "unit/core/receiving/test_amounts.py"
ALL = "unit/core/receiving/test_all_as_ordered.py"
GOODS_LOTS = "unit/core/receiving/test_lots.py"
DOCK = "unit/core/receiving/test_operators.py"
DESK = "services/test_kit_desk.py"
DESK_HOLD = "services/test_kit_desk_hold.py"
OFFLINE = "services/test_kit_desk_offline.py"
SENDER = "services/test_sender.py"
PROVING = "services/test_proving.py"
ASKING = "services/test_proving_asking.py"
POSTING = "unit/core/test_posting.py"
ORDERS = "services/test_purchase_desk_confirm.py"
ORDER_DRAFT = "unit/core/po_line/test_order_draft.py"
LINES = "unit/core/po_line/test_checks.py"

OF_OPERATORS: dict[str, tuple[str, ...]] = {
    "operators.md 1: no field is clicked first": (
        "gui/test_scanning.py::test_wherever_the_focus_is",
    ),
    "operators.md 2: no scan types into a widget": (
        "gui/test_scanning.py::test_what_is_being_typed_is_left_alone_by_scans",
        f"{TYPED}::test_a_scan_reaches_no_widget_of_any_kind",
        "end2end/test_keyboard_scanner.py::test_a_kit_by_a_keyboard_scanner_wherever_the_focus_is",
    ),
    "operators.md 3: controls are dealt with in one place": (
        "unit/core/test_labels.py::test_what_cannot_be_printed_is_never_plain_text",
        f"{FRAMES}::test_prefix_and_suffix",
    ),
    "operators.md 4: typing and back loses no scanner": (
        "services/test_scanning.py::test_what_is_typed_or_touched_takes_the_same_way",
    ),
    "operators.md 5: a scan changes no mode": ("gui/test_scanning.py::test_wherever_the_focus_is",),
    "operators.md 6: no page keeps scans for itself": (
        "gui/test_scanning.py::test_a_scan_leads_back_to_the_work",
    ),
    "operators.md 7: no button is a target": (
        "gui/test_scanning.py::test_no_button_is_a_default_and_none_takes_the_focus_by_a_click",
    ),
    "operators.md 8: Return presses nothing": (
        "gui/test_scanning.py::test_return_in_a_field_presses_nothing",
        "gui/test_scanning.py::test_stray_keys_press_nothing_and_hide_nothing",
        f"{TYPED}::test_the_terminator_held_down_is_swallowed_until_it_goes_up",
    ),
    "operators.md 9: no scan answers a warning": (
        "unit/core/test_gate.py::test_no_command_but_clear_passes_a_hold",
        f"{DESK}::test_while_a_question_is_open_only_answers_are_taken",
    ),
    "operators.md 10: no barcode in a quantity": (
        f"{SCANS}::test_absurd_quantities_are_refused_and_change_nothing",
        "gui/test_kit_pages.py::test_what_is_wrong_stands_at_the_field",
    ),
    "operators.md 11: typing is no scan": (
        f"{KEYS}::test_typing_is_let_go_in_order",
        f"{TYPED}::test_keys_that_waited_in_a_queue_are_typing_by_their_own_times",
        f"{TYPED}::test_pasted_text_is_no_scan",
        f"{TYPED}::test_dead_keys_are_no_scanner",
    ),
    "operators.md 12: two scanners are told apart": (
        "services/test_scanning.py::test_two_scanners_are_told_apart",
        f"{PLACES}::test_two_alike_at_one_station_are_told_apart_by_where_they_are_plugged_in",
        "gui/test_two_scanners.py::test_each_scanner_of_the_station_file_has_its_part",
    ),
    "operators.md 13, 14: a wrong keyboard layout": (
        f"{KEYS}::test_a_wrong_layout_is_corrected",
        "unit/core/test_calibration.py::test_a_wrong_keyboard_layout_is_named",
    ),
    "operators.md 15: separators that the keyboard strips": (
        f"{LABELS}::test_stripped_separators_are_guessed_by_walking",
        f"{FRAMES}::test_what_stands_in_place_of_a_separator_is_restored_in_the_text_only",
        f"{SECRETS}::test_what_stands_in_place_of_gs",
    ),
    "operators.md 16: GS as an Alt code": (
        f"{KEYS}::test_alt_codes_for_controls",
        f"{TYPED}::test_alt_codes",
    ),
    "operators.md 17: what stands for GS, RS and EOT": (
        f"{LABELS}::test_what_stands_for_separators_is_a_guess",
        f"{LABELS}::test_a_missing_piece_is_named",
    ),
    "operators.md 18: labels that break the standard": (
        f"{LABELS}::test_a_missing_piece_is_named",
        f"{LABELS}::test_t1_for_1t_is_a_guess",
        f"{KIT_LABELS}::test_a_damaged_label_is_asked_then_taken_at_its_second_scan",
    ),
    "operators.md 19: the number pad": (
        f"{KEYS}::test_the_number_pad_is_the_same_in_every_layout",
        f"{TYPED}::test_digits_of_the_number_pad",
    ),
    "operators.md 20: no half of a scan is one": (
        f"{TYPED}::test_the_focus_may_move_within_a_scan",
        f"{KEYS}::test_the_rest_of_a_scan_that_broke_off_is_no_scan",
        f"{FRAMES}::test_both_halves_of_a_broken_off_scan_are_refused",
        f"{PLUGS}::test_a_scan_cut_by_the_unplugging_is_told",
    ),
    "operators.md 21: the terminator ends a scan, time only where there is none": (
        f"{FRAMES}::test_any_pieces_give_the_same_scans",
        f"{FRAMES}::test_a_gap_cuts_nothing_once_a_terminator_was_seen",
        f"{KEYS}::test_two_scans_run_together",
    ),
    "operators.md 22: no GS1 without proof": (
        "unit/core/test_labels_gs1.py::test_shape_alone_is_none",
    ),
    "operators.md 23: what was read is shown, and what was not": (
        f"{LABELS}::test_what_is_not_understood_is_shown",
        "unit/app/test_explain.py::test_a_person_sees_what_came_from_where_by_which_rule",
        f"{PARTS}::test_what_may_not_be_taken_says_why_and_changes_nothing",
    ),
    "operators.md 24, 25: a second scan adds and overwrites nothing": (
        f"{PARTS}::test_the_same_lot_again_changes_nothing",
        f"{PARTS}::test_another_lot_is_a_question_and_never_overwrites_silently",
        f"{DOCK}::test_nothing_is_filled_in_before_anything_was_scanned",
        f"{DOCK}::test_a_second_barcode_adds_no_row_and_overwrites_none",
        f"{DOCK}::test_a_label_of_another_lot_overwrites_no_package_that_lacks_something",
        f"{GOODS_LOTS}::test_one_line_over_several_lots",
    ),
    "operators.md 26: one rule a scan": (
        f"{SCANS}::test_while_a_serial_number_is_wanted_a_plain_code_is_one",
        f"{GOODS}::test_the_line_is_found",
        f"{GOODS}::test_several_lines_of_a_part_one_after_the_other",
    ),
    "operators.md 27: a scan beats a suggestion": (
        "unit/core/kit/test_pick_list.py::test_a_scanned_lot_beats_the_suggestion",
        "unit/core/kit/test_confirm.py::test_only_chosen_components_are_named",
        f"{DOCK}::test_a_scan_beats_what_was_taken_as_ordered",
        f"{GOODS_LOTS}::test_a_scan_beats_what_the_order_says",
    ),
    "operators.md 28: a lot stays with its part": (
        f"{PARTS}::test_a_label_of_another_part_never_gives_its_lot_away",
        f"{GOODS_LOTS}::test_a_lot_of_another_part_is_refused",
    ),
    "operators.md 29: absolute or relative is said": (
        f"{SCANS}::test_quantity_commands_are_absolute_and_relative",
        f"{AMOUNTS}::test_absolute_and_relative",
        f"{ALL}::test_all_is_of_the_line_that_is_asked_for_and_never_on_top",
    ),
    "operators.md 30: a poorer scan blanks nothing": (
        f"{PARTS}::test_a_poorer_scan_blanks_nothing",
        f"{GOODS_LOTS}::test_a_poorer_scan_never_blanks_a_field",
    ),
    "operators.md 31: what a refused code is, is said": (
        f"{PARTS}::test_what_may_not_be_taken_says_why_and_changes_nothing",
        f"{GOODS}::test_a_refused_part_says_what_it_is",
        f"{DOCK}::test_a_part_that_is_on_the_order_is_never_blocked_by_its_name",
    ),
    "operators.md 32: full speed, and a list of what was refused": (
        "services/test_kit_desk_look_ups.py::test_a_long_burst_keeps_its_order",
        f"{DESK}::test_unresolved_scans_block_post_until_each_was_dealt_with",
        "gui/test_banner_of_kits.py::test_a_batch_scanners_refusals_are_listed",
        f"{DOCK}::test_a_burst_is_judged_scan_by_scan",
    ),
    "operators.md 33: serial numbers are compared whole": (
        f"{SCANS}::test_serials_are_compared_whole",
        "unit/core/receiving/test_serial_scans.py::test_compared_whole",
    ),
    "operators.md 34: work goes on offline": (
        f"{OFFLINE}::test_a_kit_is_planned_and_confirmed_from_the_cache",
    ),
    "operators.md 35: nothing old goes out unlooked at": (
        "services/test_sender_aged.py::test_after_a_day_without_the_erp",
        "services/test_sender_aged.py::test_it_is_held_and_not_sent_and_others_go_on",
        "services/test_sender_aged.py::test_released_it_is_sent_with_who_decided",
    ),
    "operators.md 36: offline ends by itself, and is said": (
        f"{SENDER}::test_goes_on_at_once_when_the_erp_is_back",
        "gui/test_pages.py::test_a_kit_that_is_saved_while_the_erp_is_away_is_never_said_to_be_posted",
    ),
    "operators.md 37: no retry does it twice": (
        f"{POSTING}::test_no_path_sends_twice_without_proof_and_none_drops_a_posting",
        f"{PROVING}::test_what_comes_late_is_waited_for",
        "end2end/test_in_flight.py::test_it_is_proved_and_not_sent_again_without_proof",
    ),
    "operators.md 38: our reference is sent and looked up": (
        f"{PROVING}::test_what_happened_is_known_at_once",
        f"{PROVING}::test_absence_is_no_proof_there",
        f"{PROVING}::test_an_erp_that_writes_names_in_capitals_is_sent_nothing_twice",
    ),
    "operators.md 39: saved is not posted": (
        "gui/test_pages.py::test_a_kit_that_is_saved_while_the_erp_is_away_is_never_said_to_be_posted",
        "gui/test_posting_words.py::test_the_outbox_is_never_better_than_it_is",
    ),
    "operators.md 40: what can be known is said at the scan, what is refused waits at the desk": (
        f"{PARTS}::test_what_may_not_be_taken_says_why_and_changes_nothing",
        f"{SENDER}::test_a_refusal_goes_to_the_desk_and_the_next_one_out",
    ),
    "operators.md 41: what was refused is corrected, and both name each other": (
        "unit/store/test_outbox.py::test_a_correction_and_its_original_name_each_other",
        "services/test_corrections.py::test_corrected_it_replaces_the_old_one",
    ),
    "operators.md 42: signing in again keeps the draft, and the sender its place": (
        "gui/test_lock.py::test_signing_in_again_keeps_the_draft",
        f"{SENDER}::test_a_dead_token_is_renewed_and_the_place_is_kept",
        f"{SENDER}::test_without_a_password_it_pauses_until_a_person_signs_in",
        f"{ASKING}::test_needs_a_sign_in_and_keeps_its_place",
    ),
    "operators.md 43: an unplugged scanner": (
        f"{PLUGS}::test_an_unplugged_scanner_is_found_again",
        "unit/hardware/test_serial_port.py::test_a_line_that_goes_while_it_is_read_is_lost",
        f"{PLUGS}::test_a_dropped_rfc2217_server_is_lost_though_reads_end_without_a_word",
    ),
    "operators.md 44: no reconnecting by hand": (
        f"{PLUGS}::test_replug_behind_a_stable_link",
        f"{PLUGS}::test_replug_behind_another_link",
        f"{PLUGS}::test_a_port_that_another_has_is_busy_until_it_is_let_go",
    ),
    "operators.md 45: a scanner is no COM number": (
        f"{PLUGS}::test_a_usb_device_is_found_again_under_another_name",
        f"{PLACES}::test_a_port_name_is_left_behind_once_its_device_is_known",
        f"{PLACES}::test_after_a_power_cut_no_scanner_takes_anothers_device",
    ),
    "operators.md 46: a long token fits into every keyring": (
        f"{VAULT}::test_a_secret_is_there_for_the_next_program",
        "unit/store/test_secret_pieces.py::test_pieces_fit_and_give_the_secret_again",
    ),
    "operators.md 47: no keyring, or a locked one": (
        "services/test_sign_in_secrets.py::test_that_hangs_keeps_nobody_from_working",
        "services/test_sign_in_secrets.py::test_that_cannot_be_had_is_said",
        f"{VAULT}::test_memory_serves_for_the_session",
    ),
    "operators.md 48: an error sounds like none else": (
        "gui/test_banner.py::test_what_was_not_taken_never_sounds_taken",
    ),
    "operators.md 49: an error blocks until it is cleared": (
        f"{DESK_HOLD}::test_a_refusal_holds_what_follows_and_counts_it",
        f"{DESK_HOLD}::test_a_refusal_stays_on_the_banner_until_it_is_cleared",
    ),
    "operators.md 50: ranges keep their zeros": (
        "unit/core/test_serials.py::test_a_range_counts_from_its_first_to_its_last",
        f"{SCANS}::test_a_range_is_two_scans_after_its_command",
    ),
    "operators.md 51: the lots are those that were scanned": (
        "unit/core/kit/test_confirm.py::test_the_request_says_what_the_draft_says",
    ),
    "operators.md 52: the station decides on short stock": (
        f"{PARTS}::test_the_station_decides_on_short_stock",
        "gui/test_kit_pages.py::test_review_warns_of_short_stock_with_the_reason",
        "gui/test_station_rules.py::test_a_station_that_blocks_short_kits_says_so",
    ),
    "operators.md 53: planned against posted": (
        "unit/core/kit/test_confirm.py::test_each_difference_is_told",
        "gui/test_pages.py::test_a_posted_kit_is_green_and_held_against_what_was_planned",
    ),
    "operators.md 54: a pick list, by location": (
        "unit/core/kit/test_plan.py::test_lines_stand_in_walk_order",
        "gui/test_kit_pages.py::test_the_lines_can_be_narrowed_to_what_remains",
    ),
    "operators.md 55: first to expire is suggested": (
        "unit/core/kit/test_plan.py::test_the_first_lot_to_expire_that_holds_all_is_suggested",
    ),
    "operators.md 56: expiry by the kit's own date": (
        "unit/core/kit/test_plan.py::test_a_lot_expires_by_the_effective_date_not_by_today",
    ),
    "operators.md 58: what happens to a line touches no other": (
        f"{ORDERS}::test_a_line_that_is_refused_touches_no_other",
        f"{ORDER_DRAFT}::test_a_new_line_that_is_deleted_is_gone_and_comes_back",
        "services/test_purchase_desk.py::test_what_was_changed_survives_a_crash",
    ),
    "operators.md 59: a line is changed after some of it came": (
        f"{ORDERS}::test_changes_are_posted_line_by_line_in_their_order",
        f"{LINES}::test_nothing_goes_below_what_was_received",
    ),
    "operators.md 60: prices have limits, and the old stands beside the new": (
        f"{LINES}::test_the_station_says_what_a_limit_means",
        f"{ORDERS}::test_what_is_unusual_is_posted_with_its_reason",
        f"{ORDERS}::test_what_a_colleague_changed_is_seen_before_posting",
    ),
    "operators.md 61: one line is cancelled, and stays": (
        f"{ORDER_DRAFT}::test_a_line_is_cancelled_or_deleted",
        f"{ORDERS}::test_changes_are_posted_line_by_line_in_their_order",
    ),
}
PROMISES = {**OF_OPERATORS, **OF_ISSUES}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_kept_by_tests_that_exist(promise: str) -> None:
    for test in PROMISES[promise]:
        path, name = test.split("::")
        assert name in names_in(path), test
