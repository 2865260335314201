using BenchmarkDotNet.Attributes;
using GroundTransport.Application.Callers;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Messages;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Benchmarks.Micro;

/// <summary>Bytes to commands.</summary>
public class Parsing
{
    internal static readonly ConcurCall Call = new(new DirectConnect
    {
        Id = TestReservations.Connection,
        Name = "Concur",
        UserName = "concur",
        PasswordHash = new byte[32],
        TokenHash = new byte[32],
        VendorCodes = [TestPlans.Vendor.Code],
    }, "benchmark");

    private readonly byte[] search = System.Text.Encoding.UTF8.GetBytes(ConcurCalls.Search());
    private readonly byte[] sell = ConcurExamples.Bytes("CC_LimoSellRequest");
    private readonly byte[] detail = ConcurExamples.Bytes("CC_LimoReservationDetailRequest");
    private readonly byte[] update = ConcurExamples.Bytes("CC_LimoUpdateRequest");
    private readonly byte[] cancel = ConcurExamples.Bytes("CC_LimoCancelRequest");
    private readonly byte[] answer = ConcurExamples.Bytes("CC_LimoPostBackResponse-success");

    [Benchmark]
    public LimoRequest Search() => LimoRequests.Read(search, Call);

    [Benchmark]
    public LimoRequest Sell() => LimoRequests.Read(sell, Call);

    [Benchmark]
    public LimoRequest ReservationDetail() => LimoRequests.Read(detail, Call);

    [Benchmark]
    public LimoRequest Update() => LimoRequests.Read(update, Call);

    [Benchmark]
    public LimoRequest Cancel() => LimoRequests.Read(cancel, Call);

    [Benchmark]
    public PostBackResponse Answer_to_a_PostBack() => PostBackResponseReader.Read(answer);
}
