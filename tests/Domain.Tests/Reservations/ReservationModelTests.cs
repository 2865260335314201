using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>Random commands under a moving clock, compared with a model that has only the transitions.</summary>
public class ReservationModelTests
{
    private static readonly Ride[] Rides =
    [
        .. new[] { 40, 20, 30, 70 }.Select((hours, index) =>
            TestRides.Of(TestRides.Journey with { Start = TestClock.Now.AddHours(hours), Passengers = 1 + index % 3 })),
    ];

    private static readonly string[] OpenStatuses = ["RB", "RA", "CB", "CA", "CD", "XB", "XD"];

    private static readonly Gen<Step[]> Walks =
        from length in Gen.Choose(20, 60)
        from pace in Gen.Elements(20, 200, 1000)
        from steps in Steps(pace).ArrayOf(length)
        select steps;

    private static Gen<Step> Steps(int pace) =>
        from action in Gen.Frequency(
            (12, Gen.Constant("change")), (8, Gen.Elements("accept", "decline")),
                (6, Gen.Elements("change at once", "time passed", "close")),
            (4, Gen.Constant("cancel")), (2, Gen.Elements("amend", "amend fare", "progress")),
                (2, Gen.Elements("cancel at once", "supplier cancels")))
        from ride in Gen.Choose(0, Rides.Length - 1)
        from minutes in Gen.Choose(0, pace)
        from number in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("GIVEN1", "GIVEN2")))
        from onBoard in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from within in Gen.Elements<int?>(null, pace / 2, 3 * pace)
        from choice in Gen.Elements(TimeoutChoice.Accept, TimeoutChoice.Decline)
        select new Step(action, ride, minutes, number, onBoard, within, choice);

    [Fact]
    public void Random_commands_follow_the_model_and_take_every_transition()
    {
        var walked = new HashSet<string>();

        Prop.ForAll(Arb.From(Walks, OneStepLess), steps => Walk(steps, walked))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithQuietOnSuccess(true));

        Assert.Equal(Model.Ways.Order(), walked.Order());
    }

    private static void Walk(Step[] steps, HashSet<string> walked)
    {
        var now = TestClock.Now;
        var reservation = Reservation.Sell(TestReservations.Id, TestReservations.Connection, Rides[0], false, "", now).Reservation;
        var model = new Model(Rides[0]);
        for (var index = 0; index < steps.Length; index++)
        {
            now = now.AddMinutes(steps[index].Minutes);
            var was = (reservation.Status, reservation.Version, reservation.Ride, reservation.ConfirmationNumber);
            var state = reservation.CompleteState();
            var command = Command(steps[index], index, now);

            var way = model.Take(command, steps[index].Action, now);
            var decision = reservation.Decide(command, now);
            Assert.Equal(state, reservation.CompleteState());
            Assert.Equal(way is not null, decision.Event is not null);
            if (way is null || decision.Event is not { } happened)
                continue;
            reservation.Apply(happened, now);
            walked.Add(way);

            Assert.Equal(model.Status, reservation.Status.ToString());
            Assert.Equal(was.Version + 1, reservation.Version);
            Assert.False(was.Status.HasEnded && reservation.Status != was.Status);
            Assert.Equal(reservation.Status == CB, reservation.PendingChange is not null);
            Assert.Equal((model.InForce, model.Pending), (reservation.Ride, reservation.PendingChange));
            Assert.Equal(model.Taken(), reservation.Holds.Select(hold => hold.From));
            Assert.Equal((model.Deadline, model.DecideBefore), (reservation.Deadline, reservation.DecideBefore));
            Assert.Equal((model.Confirmation, model.Cancellation), (reservation.ConfirmationNumber, reservation.CancellationNumber));
            Assert.False(was.ConfirmationNumber.Length > 0 && reservation.ConfirmationNumber.Length == 0);
            Assert.Equal(reservation.Status == XA, reservation.CancellationNumber.Length > 0);
            if (reservation.Status == CD)
                Assert.Equal(was.Ride, reservation.Ride);
        }
    }

    private static ReservationCommand Command(Step step, int index, DateTimeOffset now) => step.Action switch
    {
        "accept" => new Accept(step.Number, $"FRESH{index}", "Yes."),
        "decline" => new Decline("No."),
        "change" => new Change(Rides[step.Ride], false, $"FRESH{index}", step.Deadline(now)),
        "change at once" => new Change(Rides[step.Ride], true, $"FRESH{index}"),
        "cancel" => new RequestCancellation(false, $"FRESH{index}", step.Deadline(now)),
        "cancel at once" => new RequestCancellation(true, $"FRESH{index}"),
        "supplier cancels" => new CancelBySupplier("Snow.", $"FRESH{index}"),
        "amend" => new Amend { Driver = new Driver($"driver {index}") },
        "amend fare" => new Amend { FinalFare = Fare(index) },
        "progress" => new ReportProgress(step.OnBoard ? Progress.OnBoard : Progress.OnTheWay, new Driver($"driver {index}")),
        "close" => new Close(RideOutcome.Completed, Fare(index)),
        _ => new TimePassed($"FRESH{index}"),
    };

    private static FinalFare Fare(int dollars) => new(
        Money.Round(dollars, TestPlans.Usd), Money.Zero(TestPlans.Usd), Money.Zero(TestPlans.Usd), Money.Zero(TestPlans.Usd));

    private static IEnumerable<Step[]> OneStepLess(Step[] steps) =>
        steps.Select((_, left) => steps.Where((_, index) => index != left).ToArray());

    private sealed record Step(string Action, int Ride, int Minutes, string? Number, bool OnBoard, int? Within, TimeoutChoice Choice)
    {
        public DecisionDeadline? Deadline(DateTimeOffset now) =>
            Within is { } minutes ? new DecisionDeadline(now.AddMinutes(minutes), Choice, minutes) : null;
    }

    private sealed class Model(Ride sold)
    {
        private static readonly Dictionary<string, string> Table = new()
        {
            ["accept"] = "RB>RA CB>CA XB>XA",
            ["decline"] = "RB>RD CB>CD XB>XD",
            ["change"] = "RB>RB RA>CB CA>CB CD>CB XD>CB CB>CB",
            ["change at once"] = "RB>RB RA>CA CA>CA CD>CA XD>CA CB>CB",
            ["cancel"] = "RB>XB RA>XB CB>XB CA>XB CD>XB XD>XB",
            ["cancel at once"] = "RB>XA RA>XA CB>XA CA>XA CD>XA XD>XA",
            ["supplier cancels"] = "RB>RD RA>XA CB>XA CA>XA CD>XA XD>XA",
            ["amend"] = "RA>RA CA>CA CD>CD XD>XD CB>CB XB>XB",
            ["amend fare"] = "RA>RA CA>CA CD>CD XD>XD CB>CB XB>XB RC>RC",
            ["progress"] = "RA>RA CA>CA CD>CD XD>XD CB>CB XB>XB",
            ["close"] = "RA>RC CA>RC CD>RC XD>RC",
            ["pickup passed"] = "RB>RD CB>CD XB>XD",
            ["deadline accepts"] = "RB>RA CB>CA XB>XA",
            ["deadline declines"] = "RB>RD CB>CD XB>XD",
        };

        public static IEnumerable<string> Ways => Table.SelectMany(row => row.Value.Split(' ').Select(way => $"{row.Key}: {way}"));

        public string Status { get; private set; } = "RB";

        public Ride InForce { get; private set; } = sold;

        public Ride? Pending { get; private set; }

        public string Confirmation { get; private set; } = "";

        public string Cancellation { get; private set; } = "";

        public DecisionDeadline? Deadline { get; private set; }

        public DateTimeOffset? DecideBefore =>
            Status is not ("RB" or "CB" or "XB") ? null : Deadline?.At < FirstPickup ? Deadline.At : FirstPickup;

        private DateTimeOffset FirstPickup =>
            Pending?.Journey.Start < InForce.Journey.Start ? Pending.Journey.Start : InForce.Journey.Start;

        private bool onBoard;
        private string fare = "none";

        /// <summary>The transition that this command makes now; null: none.</summary>
        public string? Take(ReservationCommand command, string action, DateTimeOffset now)
        {
            if (command is TimePassed passed)
            {
                // The clock decides like the supplier, after the deadline.
                action = now >= FirstPickup ? "pickup passed" : Deadline?.Then == TimeoutChoice.Accept
                    ? "deadline accepts"
                    : "deadline declines";
                if (!(now >= DecideBefore))
                    return null;
                command = action == "deadline accepts" ? new Accept(null, passed.GeneratedNumber, "") : new Decline("");
            }
            if (Table[action].Split(' ').FirstOrDefault(way => way.StartsWith(Status, StringComparison.Ordinal)) is not { } way
                || !Open(command, now))
                return null;
            var from = Status;
            Status = way[3..];
            Deadline = command switch
            {
                Change change => change.Deadline,
                RequestCancellation cancellation => cancellation.Deadline,
                Amend or ReportProgress => Deadline,
                _ => null,
            };
            switch (command)
            {
                case Change change when Status == "CB":
                    Pending = change.Requested;
                    return $"{action}: {way}";
                case Change change when Status == "CA":
                    InForce = change.Requested;
                    Confirmation = Kept(change.GeneratedNumber);
                    break;
                case Change change:
                    InForce = change.Requested;
                    break;
                case Accept accept when Status == "CA":
                    InForce = Pending!;
                    Confirmation = accept.SupplierNumber ?? Kept(accept.GeneratedNumber);
                    break;
                case Accept accept when Status == "RA":
                    Confirmation = accept.SupplierNumber ?? accept.GeneratedNumber;
                    break;
                case Accept accept:
                    Cancellation = accept.SupplierNumber ?? accept.GeneratedNumber;
                    break;
                case RequestCancellation { GeneratedNumber: var number } when Status == "XA":
                    Cancellation = number;
                    break;
                case CancelBySupplier { GeneratedNumber: var number } when from != "RB":
                    Cancellation = number;
                    break;
                case ReportProgress progress:
                    onBoard = progress.State == Progress.OnBoard;
                    break;
                case Close { FinalFare: { } final }:
                    fare = final.Rate.ToString();
                    break;
                case Amend { FinalFare.Value: { } final }:
                    fare = final.Rate.ToString();
                    break;
            }
            if (Status != "CB")
                Pending = null;
            return $"{action}: {way}";
        }

        /// <summary>The starts of the holds on the fleet.</summary>
        public IEnumerable<DateTimeOffset> Taken() =>
            !OpenStatuses.Contains(Status) ? []
            : Pending is null ? [InForce.Journey.Start]
            : new[] { InForce.Journey.Start, Pending.Journey.Start }.Distinct();

        /// <summary>A booking that was never accepted has no number, even if its cancellation was declined.</summary>
        private string Kept(string fresh) => Confirmation == "" ? fresh : Confirmation;

        private bool Open(ReservationCommand command, DateTimeOffset now)
        {
            var pickup = InForce.Journey.Start;
            return command switch
            {
                Change change => now < pickup && !onBoard && change.Requested != (Pending ?? InForce),
                RequestCancellation => now < pickup && !onBoard,
                Close => now >= pickup,
                Amend { FinalFare.Value: { } final } => final.Rate.ToString() != fare,
                _ => true,
            };
        }
    }
}
