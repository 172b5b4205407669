from django.urls import path

from .views import (
    ask,
    beside,
    candidates,
    desk,
    endorse,
    hands,
    interest,
    motives,
    nine,
    offers,
    proposals,
    readings,
    rounds,
    screening,
    second_round,
    workup,
    workup_parts,
)

app_name = "matching"
one = "matching/applications/<uuid:pk>/"
offer = "matching/offers/<uuid:pk>/"
about = "matching/<str:kind>/<uuid:pk>/"
reading = "matching/readings/<uuid:pk>/"
work = one + "preparation/"
proposal = "matching/proposals/<uuid:pk>/"
round = "matching/rounds/<uuid:pk>/"
urlpatterns = [
    # the public page, and the way from it to a form
    path("ask/", ask.ask, name="interest"),
    path("ask/go-on/", ask.go_on, name="go_on"),
    path("matching/arrivals/", ask.waiting, name="arrivals"),
    path("matching/arrivals/<uuid:pk>/let-in/", ask.let_in, name="let_in"),
    path("matching/arrivals/<uuid:pk>/decline/", ask.decline, name="decline"),
    # the organization's own pages
    path("matching/ours/", interest.ours, name="ours"),
    path(one, interest.application, name="application"),
    path(one + "write/<slug:page>/", interest.write, name="write"),
    path(one + "write/<slug:page>/save/", interest.autosave, name="autosave"),
    path(one + "write/<slug:page>/here/", hands.here, name="here"),
    path(one + "time/", hands.time, name="time"),
    path(one + "time/<uuid:row>/off/", hands.time_off, name="time_off"),
    path(one + "leader/", endorse.ask, name="ask_leader"),
    path(one + "leader/told/", endorse.typed, name="type_leader"),
    path("matching/leader/<uuid:pk>/", endorse.endorse, name="endorse"),
    path(about + "colleagues/", hands.colleagues, name="colleagues"),
    path(about + "colleagues/new/", hands.colleague_new, name="colleague_new"),
    path(one + "send/", interest.send, name="send"),
    path(one + "sent/", interest.sent, name="sent"),
    path(one + "withdraw/", interest.withdraw, name="withdraw"),
    path(one + "take-back/", interest.take_back, name="take_back"),
    # facilitators and leads
    path("matching/", desk.desk, name="desk"),
    path("matching/rules/<uuid:pk>/", desk.rules, name="rules"),
    path(one + "screen/", screening.screen, name="screen"),
    path(about + "take/", screening.take, name="take"),
    path(about + "assign/", screening.assign, name="assign"),
    # the nine answers, and reading them
    path(about + "answers/", nine.nine, name="nine"),
    path(about + "reading/", readings.board, name="board"),
    path(about + "second-reader/", readings.second_reader, name="second_reader"),
    path(about + "talk/", readings.talk, name="talk"),
    path(about + "reply/", readings.reply, name="reply"),
    path(about + "read-again/", readings.read_again, name="read_again"),
    path(reading + "levels/", readings.levels, name="levels"),
    path(reading + "levels/save/", readings.autosave, name="autosave_levels"),
    path(reading + "evidence/<slug:item>/", hands.evidence, name="evidence"),
    path(reading + "take-up/", readings.take_up, name="take_up"),
    # preparing first: what lies behind the problem
    path(work, workup.workup, name="workup"),
    path(work + "review/", workup.review, name="workup_review"),
    path(work + "accept/", workup.accept, name="workup_accept"),
    path(work + "take-up/", workup.take_up, name="workup_take_up"),
    path(work + "add/<slug:kind>/", workup_parts.add, name="workup_add"),
    path(work + "<slug:kind>/", workup_parts.part, name="workup_part"),
    path(work + "<slug:kind>/<uuid:row>/", workup_parts.row, name="workup_row"),
    path(work + "<slug:kind>/<uuid:row>/aside/", workup_parts.set_aside, name="workup_aside"),
    path(work + "chain/<uuid:row>/why/<int:number>/", workup_parts.why, name="workup_why"),
    # organizations that could share
    path(round + "invite/", offers.invite, name="invite"),
    path(offer, offers.offer, name="offer"),
    path(offer + "worry/", offers.worry, name="worry"),
    path(offer + "places/", offers.places, name="places"),
    path(offer + "why-they-come/", motives.reasons, name="reasons"),
    path("matching/partnerships/<uuid:pk>/why-they-come/", motives.talk, name="motives"),
    path(offer + "withdraw/", offers.withdraw, name="withdraw_offer"),
    path(offer + "take-back/", offers.take_back, name="take_back_offer"),
    # a pair: the comparison, the judgment, the proposal, the two answers
    path(one + "candidates/", candidates.candidates, name="candidates"),
    path(one + "about/", candidates.about, name="about"),
    path(one + "candidates/<uuid:offer>/", candidates.review, name="review"),
    path("matching/reviews/<uuid:pk>/propose/", proposals.propose, name="propose"),
    path(proposal, proposals.proposal, name="proposal"),
    path(proposal + "change/", proposals.change, name="change_proposal"),
    path(proposal + "send/", proposals.send, name="send_proposal"),
    path(proposal + "withdraw/", proposals.withdraw, name="withdraw_proposal"),
    path(proposal + "answer/", proposals.answer, name="answer_proposal"),
    path(proposal + "answers/<slug:side>/", proposals.answers, name="answers"),
    path(proposal + "settle/", proposals.settle, name="settle"),
    path(proposal + "found/", proposals.found_now, name="found_now"),
    path(proposal + "weigh/", beside.weigh, name="weigh"),
    path(proposal + "called/<slug:side>/", beside.call, name="call"),
    # those without a partner, who got what, where else to look
    path("matching/rounds/<uuid:pk>/without-a-partner/", second_round.second, name="second_round"),
    path(one + "carry/", second_round.carry, name="carry"),
    path(one + "wait/", second_round.wait, name="wait"),
    path(one + "let-go/", second_round.release, name="release"),
    path(one + "comes-from/", beside.origin, name="origin"),
    path("matching/programs/<uuid:pk>/who-got-what/", second_round.fair, name="fairness"),
    path("matching/programs/<uuid:pk>/elsewhere/", beside.referrals, name="referrals"),
    path("matching/elsewhere/<uuid:pk>/", beside.referral, name="referral"),
    path("matching/elsewhere/<uuid:pk>/take-off/", beside.retire, name="retire_referral"),
    path("matching/what-suits/", beside.suit, name="suits"),
    # a whole round: solved, compared, a pair kept together or apart
    path(round, rounds.board, name="round"),
    path(round + "solve/", rounds.solve, name="solve_round"),
    path(round + "compare/", rounds.compare, name="compare_runs"),
    path("matching/runs/<uuid:pk>/replay/", rounds.replay, name="replay"),
    path(one + "place/", rounds.place, name="place"),
    path("matching/wishes/<uuid:pk>/lift/", rounds.lift, name="lift"),
]
