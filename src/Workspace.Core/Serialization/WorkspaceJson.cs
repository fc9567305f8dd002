using System.Text.Json;
using System.Text.Json.Serialization;
using Workspace.Agents;
using Workspace.Authentication;
using Workspace.Desktops;
using Workspace.Http;
using Workspace.Images;
using Workspace.Jobs;
using Workspace.Pools;
using Workspace.Users;

namespace Workspace.Serialization;

/// <summary>The service's JSON, its reading and writing generated at build time: snake_case, absent options absent, unknown members ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(ServiceTimeConverter), typeof(LenientStringConverter)])]
[JsonSerializable(typeof(AgentPage))]
[JsonSerializable(typeof(Desktop[]))]
[JsonSerializable(typeof(DesktopAddress[]))]
[JsonSerializable(typeof(DesktopEnvelope))]
[JsonSerializable(typeof(DesktopIds))]
[JsonSerializable(typeof(DesktopPage))]
[JsonSerializable(typeof(DesktopRebuild))]
[JsonSerializable(typeof(DesktopSummaryPage))]
[JsonSerializable(typeof(EmptyAnswer))]
[JsonSerializable(typeof(IamProjectList))]
[JsonSerializable(typeof(IamTokenAnswer))]
[JsonSerializable(typeof(ImageCapture))]
[JsonSerializable(typeof(ImagePage))]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(LogoffRequest))]
[JsonSerializable(typeof(MaintenanceRequest))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(ParentJob))]
[JsonSerializable(typeof(Pool))]
[JsonSerializable(typeof(PoolDesktopPage))]
[JsonSerializable(typeof(PoolPage))]
[JsonSerializable(typeof(PoolRebuild))]
[JsonSerializable(typeof(PowerRequest))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(SubJobPage))]
[JsonSerializable(typeof(SysprepAnswer))]
[JsonSerializable(typeof(SysprepSupport))]
[JsonSerializable(typeof(Tenant))]
internal sealed partial class WorkspaceJson : JsonSerializerContext
{
}
