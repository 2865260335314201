using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Domain.Tests.Reservations;

/// <summary>Every action in every status, by the table of the protocol.</summary>
public class StatusGridTests
{
    /// <summary>
    /// A status: the status after the action. <c>state</c>: refused because of the status. <c>time</c>: refused because it is too
    /// late. <c>same</c>: no change. <c>-</c>: impossible, because nobody is on board of a ride that was never accepted.
    /// </summary>
    private const string Table = """
                                      RB     RA     RD     CB     CA     CD     XB     XA     XD     RC
        accept                      | RA   | state| state| CA   | state| state| XA   | state| state| state
        decline                     | RD   | state| state| CD   | state| state| XD   | state| state| state
        change, decided by hand     | RB   | CB   | state| CB   | CB   | CB   | state| state| CB   | state
        change, accepted at once    | RB   | CA   | state| CB   | CA   | CA   | state| state| CA   | state
        change to the same          | same | same | state| same | same | same | state| state| same | state
        change after the pickup     | time | time | state| time | time | time | state| state| time | state
        change when on board        | -    | time | -    | time | time | time | state| state| time | state
        cancel, decided by hand     | XB   | XB   | state| XB   | XB   | XB   | same | same | XB   | state
        cancel, accepted at once    | XA   | XA   | state| XA   | XA   | XA   | same | same | XA   | state
        cancel after the pickup     | state| state| state| state| state| state| same | same | state| state
        cancel when on board        | -    | state| -    | state| state| state| same | same | state| state
        cancel by the supplier      | RD   | XA   | state| XA   | XA   | XA   | state| state| XA   | state
        amend the driver            | state| RA   | state| CB   | CA   | CD   | XB   | state| XD   | state
        amend the final fare only   | state| RA   | state| CB   | CA   | CD   | XB   | state| XD   | RC
        amend nothing               | state| same | state| same | same | same | same | state| same | same
        progress                    | state| RA   | state| CB   | CA   | CD   | XB   | state| XD   | state
        close before the pickup     | state| state| state| state| state| state| state| state| state| state
        close after the pickup      | state| RC   | state| state| RC   | RC   | state| state| RC   | state
        pickup passed, but hasn't   | state| state| state| state| state| state| state| state| state| state
        pickup passed               | RD   | state| state| CD   | state| state| XD   | state| state| state
        """;

    private const string GeneratedNumber = "FRESH1";

    private static readonly Ride Asked = TestRides.Of(TestRides.Journey with { Start = TestClock.Pickup.AddHours(5) });

    private static readonly FinalFare Fare = new(
        Money.Round(40, TestPlans.Usd), Money.Round(5, TestPlans.Usd), Money.Zero(TestPlans.Usd), Money.Round(1.69m, TestPlans.Usd));

    private static readonly Dictionary<string, Action> Actions = new()
    {
        ["accept"] = new(_ => new Accept(null, GeneratedNumber, "See you soon.")),
        ["decline"] = new(_ => new Decline("No car is free.")),
        ["change, decided by hand"] = new(_ => new Change(Asked, false, GeneratedNumber)),
        ["change, accepted at once"] = new(_ => new Change(Asked, true, GeneratedNumber)),
        ["change to the same"] = new(reservation => new Change(reservation.LatestRide with { }, true, GeneratedNumber)),
        ["change after the pickup"] = new(_ => new Change(Asked, true, GeneratedNumber)) { SincePickup = TimeSpan.Zero },
        ["change when on board"] = new(_ => new Change(Asked, true, GeneratedNumber)) { OnBoard = true },
        ["cancel, decided by hand"] = new(_ => new RequestCancellation(false, GeneratedNumber)),
        ["cancel, accepted at once"] = new(_ => new RequestCancellation(true, GeneratedNumber)),
        ["cancel after the pickup"] = new(_ => new RequestCancellation(true, GeneratedNumber)) { SincePickup = TimeSpan.Zero },
        ["cancel when on board"] = new(_ => new RequestCancellation(true, GeneratedNumber)) { OnBoard = true },
        ["cancel by the supplier"] = new(_ => new CancelBySupplier("The car broke down.", GeneratedNumber)),
        ["amend the driver"] = new(_ => new Amend { Driver = new Driver("driver 7") }),
        ["amend the final fare only"] = new(_ => new Amend { FinalFare = Fare }),
        ["amend nothing"] = new(_ => new Amend()),
        ["progress"] = new(_ => new ReportProgress(Progress.Arrived, new Driver("driver 7"))),
        ["close before the pickup"] = new(_ => new Close(RideOutcome.Completed, null)),
        ["close after the pickup"] = new(_ => new Close(RideOutcome.NoShow, Fare)) { SincePickup = TimeSpan.Zero },
        ["pickup passed, but hasn't"] = new(_ => new TimePassed("CLOCK001")),
        ["pickup passed"] = new(_ => new TimePassed("CLOCK001")) { SincePickup = TimeSpan.Zero },
    };

    private static readonly string[] Lines = Table.Split('\n');

    private static readonly ReservationStatus[] Columns =
        [.. Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ReservationStatus>)];

    public static TheoryData<string, ReservationStatus, string> Cells()
    {
        var data = new TheoryData<string, ReservationStatus, string>();
        foreach (var cells in Lines.Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            for (var column = 0; column < Columns.Length; column++)
                data.Add(cells[0], Columns[column], cells[column + 1]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Action_in_a_status_has_the_result_in_the_table(string action, ReservationStatus from, string expected)
    {
        if (expected == "-")
        {
            Assert.Throws<InvalidOperationException>(() => TestReservations.OnBoardIn(from));
            return;
        }
        var reservation = Actions[action].OnBoard ? TestReservations.OnBoardIn(from) : TestReservations.In(from);
        Assert.Equal(from, reservation.Status);
        var before = reservation.CompleteState();
        var (asked, now) = (Actions[action].Command(reservation), reservation.Ride.Journey.Start + Actions[action].SincePickup);

        var decision = reservation.Decide(asked, now);

        Assert.Equal(before, reservation.CompleteState());
        if (Enum.TryParse<ReservationStatus>(expected, out var to))
            AssertLeads(reservation, decision, asked, to, now);
        else
            AssertStays(decision, expected);
    }

    public static TheoryData<ReservationStatus, SupplierAction> SuppliersCells()
    {
        var data = new TheoryData<ReservationStatus, SupplierAction>();
        foreach (var status in Enum.GetValues<ReservationStatus>())
        {
            foreach (var action in Enum.GetValues<SupplierAction>())
                data.Add(status, action);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(SuppliersCells))]
    public void Allowed_actions_are_those_that_Decide_does_not_refuse(ReservationStatus status, SupplierAction action)
    {
        var name = action switch
        {
            SupplierAction.Accept => "accept",
            SupplierAction.Decline => "decline",
            SupplierAction.Cancel => "cancel by the supplier",
            SupplierAction.Amend => "amend the driver",
            SupplierAction.AmendFinalFare => "amend the final fare only",
            SupplierAction.Progress => "progress",
            SupplierAction.Close => "close after the pickup",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No row of the table tries this action"),
        };
        var reservation = TestReservations.In(status);
        var allowed = StatusGrid.AllowedIn(status);

        var decision = reservation.Decide(
            Actions[name].Command(reservation), reservation.Ride.Journey.Start + Actions[name].SincePickup);

        var isAllowed = allowed.Contains(action) || (action == SupplierAction.AmendFinalFare && allowed.Contains(SupplierAction.Amend));
        Assert.Equal(isAllowed, decision.Refusal is null);
        Assert.Equal(allowed.Distinct(), allowed);
    }

    [Theory]
    [InlineData(RB, "Accept Decline Cancel", "Accept Decline Cancel")]
    [InlineData(RA, "Amend Progress Cancel", "Amend Progress Cancel Close")]
    [InlineData(RD, "", "")]
    [InlineData(CB, "Accept Decline Cancel Amend Progress", "Accept Decline Cancel Amend Progress")]
    [InlineData(CA, "Amend Progress Cancel", "Amend Progress Cancel Close")]
    [InlineData(CD, "Amend Progress Cancel", "Amend Progress Cancel Close")]
    [InlineData(XB, "Accept Decline Amend Progress", "Accept Decline Amend Progress")]
    [InlineData(XA, "", "")]
    [InlineData(XD, "Amend Progress Cancel", "Amend Progress Cancel Close")]
    [InlineData(RC, "AmendFinalFare", "AmendFinalFare")]
    public void Actions_are_those_that_Decide_permits_at_that_time(ReservationStatus status, string before, string after)
    {
        var reservation = TestReservations.In(status);
        var (pickup, state) = (reservation.Ride.Journey.Start, reservation.CompleteState());

        Assert.Equal(before, string.Join(' ', reservation.ActionsAt(pickup.AddSeconds(-1))));
        Assert.Equal(after, string.Join(' ', reservation.ActionsAt(pickup)));
        Assert.Equal(state, reservation.CompleteState());
    }

    [Fact]
    public void Every_status_has_a_state_of_its_own() =>
        Assert.Equal(
            Enum.GetValues<ReservationState>(), Enum.GetValues<ReservationStatus>().Select(status => status.State).Distinct().Order());

    [Fact]
    public void Table_names_every_status_and_every_command()
    {
        Assert.Equal(Enum.GetValues<ReservationStatus>().Order(), Columns.Order());
        Assert.Equal(Actions.Keys.Order(), Cells().Select(row => row.Data.Item1).Distinct().Order());
        var commands = typeof(ReservationCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ReservationCommand)));
        var tried = Actions.Values.Select(action => action.Command(TestReservations.In(RA)).GetType()).Distinct();
        Assert.Equal(commands.Select(type => type.Name).Order(), tried.Select(type => type.Name).Order());
    }

    [Theory]
    [InlineData(RB, true, false, false)]
    [InlineData(RA, false, true, false)]
    [InlineData(RD, false, false, true)]
    [InlineData(CB, true, false, false)]
    [InlineData(CA, false, true, false)]
    [InlineData(CD, false, true, false)]
    [InlineData(XB, true, false, false)]
    [InlineData(XA, false, false, true)]
    [InlineData(XD, false, true, false)]
    [InlineData(RC, false, false, true)]
    public void Status_is_pending_confirmed_or_ended(ReservationStatus status, bool pending, bool promised, bool ended) =>
        Assert.Equal((pending, promised, ended), (status.NeedsDecision, status.IsConfirmed, status.HasEnded));

    private static void AssertStays(Decision decision, string expected)
    {
        Assert.Null(decision.Event);
        RefusalKind? kind = expected switch
        {
            "state" => RefusalKind.NotInThisState,
            "time" => RefusalKind.Time,
            "same" => null,
            _ => throw new ArgumentOutOfRangeException(nameof(expected), expected, "The table doesn't explain this"),
        };
        Assert.Equal(kind, decision.Refusal?.Kind);
        Assert.Equal(decision.Refusal is null, decision.Equals(Decision.NoChange));
    }

    private static void AssertLeads(
        Reservation reservation, Decision decision, ReservationCommand asked, ReservationStatus to, DateTimeOffset now)
    {
        Assert.Null(decision.Refusal);
        Assert.NotNull(decision.Event);
        Assert.Equal(to, decision.Event.To);
        var (from, version, force, pending) = (reservation.Status, reservation.Version, reservation.Ride, reservation.PendingChange);
        var (confirmation, cancellation, soldAt) = (reservation.ConfirmationNumber, reservation.CancellationNumber, reservation.SoldAt);

        reservation.Apply(decision.Event, now);

        Assert.Equal(to, reservation.Status);
        Assert.Equal(version + 1, reservation.Version);
        Assert.Equal((soldAt, now), (reservation.SoldAt, reservation.ChangedAt));
        Assert.Equal(
            (TestReservations.Id, TestReservations.Connection, "LML"),
            (reservation.Id, reservation.DirectConnectId, reservation.VendorCode));

        // The first acceptance sets the confirmation number, which stays; the cancellation sets the cancellation number.
        Assert.Equal(from == RB && to == RA ? GeneratedNumber : confirmation, reservation.ConfirmationNumber);
        Assert.Equal(to == XA ? GeneratedNumber : cancellation, reservation.CancellationNumber);

        var change = (asked as Change)?.Requested;
        Assert.Equal(to == CB ? change ?? pending : null, reservation.PendingChange);
        Assert.Equal((from, to, change) switch
        {
            (RB, RB, { } replaced) => replaced,
            (_, CA, { } atOnce) => atOnce,
            (CB, CA, null) => pending,
            _ => force,
        }, reservation.Ride);
    }

    private sealed record Action(Func<Reservation, ReservationCommand> Command)
    {
        public TimeSpan SincePickup { get; init; } = TimeSpan.FromSeconds(-1);

        public bool OnBoard { get; init; }
    }
}
