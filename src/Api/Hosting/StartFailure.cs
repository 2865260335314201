using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace GroundTransport.Api.Hosting;

/// <summary>What keeps the gateway from starting and lies outside of it, in a sentence instead of a stack trace.</summary>
public static class StartFailure
{
    /// <returns>What is wrong and what to do; null if the failure may be a defect, which keeps its stack trace.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        IOException { InnerException: AddressInUseException } => $"{Sentence(failure)} Stop the process that uses the port, or choose "
            + "another by --urls, ASPNETCORE_HTTP_PORTS or GroundTransport:Metrics:Port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"The port can't be opened: {Sentence(failure)} Ports below 1024 "
            + "need a right that the gateway shouldn't have: choose another by --urls or ASPNETCORE_HTTP_PORTS.",
        SocketException => $"The address to listen on can't be used: {Sentence(failure)} Set --urls or ASPNETCORE_HTTP_PORTS.",
        InvalidDataException =>
            $"{Sentence(failure)} {Sentence(failure.InnerException?.InnerException ?? failure.InnerException)}".TrimEnd(),
        FileNotFoundException or DirectoryNotFoundException => $"{Sentence(failure)} Check the setting that names it.",
        UnauthorizedAccessException or IOException =>
            $"{Sentence(failure)} Give the gateway's user the right to write there, or set GroundTransport:ConnectionStrings:Gateway.",
        CryptographicException => "The certificate of an HTTPS endpoint can't be read: "
            + $"{Sentence(failure)} Check Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:Password.",
        InvalidOperationException when failure.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) =>
            $"{failure.Message.Split('\n')[0].TrimEnd()} Set Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:Password.",
        ArgumentException { ParamName: "contentRootPath" } => Sentence(failure),
        _ => null,
    };

    private static string Sentence(Exception? failure) =>
        failure is null ? "" : $"{failure.Message.Split('\n')[0].TrimEnd('.', ' ', '\r')}.";
}
