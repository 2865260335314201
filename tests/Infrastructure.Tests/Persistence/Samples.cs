using GroundTransport.Application;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Audit;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.Statistics;
using GroundTransport.Application.Webhooks;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain.Reservations;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence;

/// <summary>One sample row of each table.</summary>
public static class Samples
{
    public const string VehicleId = TestPlans.SedanId;

    private static readonly DateTimeOffset At = new(2030, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static Vendor Vendor => DemoData.Vendor;

    /// <summary>By the entity's type; a new table needs a sample here.</summary>
    public static IReadOnlyDictionary<Type, Func<object>> Rows { get; } = new Dictionary<Type, Func<object>>
    {
        [typeof(Vendor)] = () => Vendor,
        [typeof(RatePlanVersion)] = () => new RatePlanVersion(Vendor.Code, 1, DemoData.RatePlan(), At, "demo"),
        [typeof(FleetRow)] = () => Fleet(locks: 1),
        [typeof(DirectConnect)] = () => DemoData.DirectConnect,
        [typeof(ApiKey)] = () => new ApiKey("id", "name", Secrets.Hash("secret"), Role.Read, [Vendor.Code]) { CreatedAt = At },
        [typeof(SigningKeyRow)] = () => new SigningKeyRow(1, [1, 2, 3], At, null),
        [typeof(KeyRingRow)] = () => new KeyRingRow("key", "<key/>"),
        [typeof(CatalogState)] = () => new CatalogState(2, 1),
        [typeof(Reservation)] = () => TestReservations.In(ReservationStatus.CB),
        [typeof(HistoryEntry)] = () => new HistoryEntry(
            TestReservations.Id, 1, At, "supplier:demo", "sold", null, ReservationStatus.RB, "", "c", ""),
        [typeof(ReservationWordRow)] = () => new ReservationWordRow("sample", TestReservations.Id),
        [typeof(HoldRow)] = () => new HoldRow(TestReservations.Id, 0, Vendor.Code, VehicleId, At, At.AddHours(1)),
        [typeof(RequestKey)] = () => new RequestKey("quote:demo", "k", "content", TestReservations.Id, At),
        [typeof(PostBack)] = () => PostBack(TestReservations.Id),
        [typeof(ReceiptDelivery)] = () => Receipt(TestReservations.Id),
        [typeof(ReceiptUserRow)] = () => new ReceiptUserRow("demo", "passenger") { UserId = "user", SetAt = At },
        [typeof(ReceiptImage)] = () => new ReceiptImage(TestReservations.Id, "image/png", [1, 2, 3]),
        [typeof(FeedEvent)] = () => Event(TestReservations.Id, 1),
        [typeof(EventFeedRow)] = () => new EventFeedRow(2, "feed", 0, 0),
        [typeof(PricingSecretRow)] = () => new PricingSecretRow(Vendor.Code)
        {
            Secret = "encrypted",
            PreviousSecret = "encrypted earlier",
            PreviousUntil = At,
        },
        [typeof(WebhookRow)] = () => new WebhookRow("wh_1")
        {
            Url = "https://dispatch.example/",
            Description = "",
            Types = [EventTypes.Accepted],
            VendorCodes = [Vendor.Code],
            DisabledReason = "",
            Secret = "secret",
        },
        [typeof(WebhookDelivery)] = () => Delivery("wh_1", 1),
        [typeof(LastNotified)] = () => new LastNotified(TestReservations.Id, 1, "RA", At, "Sell", "c"),
        [typeof(Exchange)] = () => Exchange(),
        [typeof(CommitRecord)] = () => new CommitRecord("mark", At),
        [typeof(ConcurAppRow)] = () => new ConcurAppRow("demo")
        {
            ClientId = "client",
            ClientSecret = "secret",
            Geolocation = "https://us.api.concursolutions.com",
            State = ConcurAppState.NeedsClient,
            WhatToDo = "",
            LastAnswer = "",
            CorrelationId = "",
        },
        [typeof(PendingConnectionRow)] = () => new PendingConnectionRow("id", "company", "user", "token", At, At.AddHours(12), "192.0.2.1"),
        [typeof(JobLeaseRow)] = () => new JobLeaseRow("job", "owner", At),
        [typeof(AuditEntry)] = () => new AuditEntry(
            At, AuditAction.Created, AuditSubject.Vendor, Vendor.Code, "name", [Vendor.Code], "", "key", "admin", "127.0.0.1", "c"),
        [typeof(ApiKeyUseRow)] = () => new ApiKeyUseRow("id") { LastUsedAt = At },
        [typeof(DailyCount)] = () => new DailyCount(new DateOnly(2030, 3, 4), Vendor.Code, Measure.Revenue, "USD", 1, 4250),
        [typeof(CountedThroughRow)] = () => new CountedThroughRow(2) { Position = 1 },
    };

    public static FleetRow Fleet(long locks) => new(Vendor.Code, VehicleId, locks, 3_600_000);

    public static Exchange Exchange(DateTimeOffset? at = null) =>
        new() { At = at ?? At, Kind = ExchangeKind.Sell, Outcome = ExchangeOutcome.Ok, VendorCode = Vendor.Code };

    public static FeedEvent Event(
        long reservation, int version, string type = EventTypes.Amended, string? vendor = null, DateTimeOffset? at = null) => new()
        {
            Id = FeedEvent.NewId(at ?? At),
            Type = type,
            At = at ?? At,
            VendorCode = vendor ?? Vendor.Code,
            ReservationId = reservation,
            Version = version,
            Actor = "supplier:demo",
            Data = "{}",
        };

    public static WebhookDelivery Delivery(string webhook, long position, long? reservation = null, DateTimeOffset? at = null) => new()
    {
        WebhookId = webhook,
        Position = position,
        EventId = $"evt_{position}",
        EventType = EventTypes.Accepted,
        ReservationId = reservation,
        CreatedAt = at ?? At,
        DueAt = at ?? At,
    };

    public static ReceiptDelivery Receipt(
        long reservation, int seq = 1, DateTimeOffset? at = null, string user = "08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6",
        string? vendor = null) => new()
        {
            ReservationId = reservation,
            Seq = seq,
            DirectConnectId = DemoData.DirectConnect.Id,
            VendorCode = vendor ?? Vendor.Code,
            Reference = $"{reservation}-{seq}",
            IsAdjustment = seq > 1,
            UserId = user,
            PassengerKey = "passenger",
            Currency = "USD",
            TotalMinor = 4250,
            TaxMinor = 150,
            Payload = "{}",
            CorrelationId = "c",
            NotBefore = at ?? At,
            CreatedAt = at ?? At,
            DueAt = user.Length == 0 ? ReceiptDelivery.Never : at ?? At,
        };

    public static PostBack PostBack(
        long reservation, int seq = 1, DateTimeOffset? at = null, DeliveryState state = DeliveryState.Pending) => new()
        {
            ReservationId = reservation,
            Seq = seq,
            StateSeq = seq,
            Status = "RA",
            DirectConnectId = DemoData.DirectConnect.Id,
            VendorCode = Vendor.Code,
            Payload = "<CC_LimoPostBackRequest/>",
            CorrelationId = "c",
            CreatedAt = at ?? At,
            DueAt = at ?? At,
            State = state,
        };
}
