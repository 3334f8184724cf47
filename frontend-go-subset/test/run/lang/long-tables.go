// Tables so long that their initializers are distributed over several functions.
package main

import "fmt"

var base = fmt.Sprint("b")

var first = []func() int{
	func() int { return 0 }, func() int { return 1 }, func() int { return 2 }, func() int { return 3 },
	func() int { return 4 }, func() int { return 5 }, func() int { return 6 }, func() int { return 7 },
	func() int { return 8 }, func() int { return 9 }, func() int { return 10 }, func() int { return 11 },
	func() int { return 12 }, func() int { return 13 }, func() int { return 14 }, func() int { return 15 },
	func() int { return 16 }, func() int { return 17 }, func() int { return 18 }, func() int { return 19 },
	func() int { return 20 }, func() int { return 21 }, func() int { return 22 }, func() int { return 23 },
	func() int { return 24 }, func() int { return 25 }, func() int { return 26 }, func() int { return 27 },
	func() int { return 28 }, func() int { return 29 }, func() int { return 30 }, func() int { return 31 },
	func() int { return 32 }, func() int { return 33 }, func() int { return 34 }, func() int { return 35 },
	func() int { return 36 }, func() int { return 37 }, func() int { return 38 }, func() int { return 39 },
	func() int { return 40 }, func() int { return 41 }, func() int { return 42 }, func() int { return 43 },
	func() int { return 44 }, func() int { return 45 }, func() int { return 46 }, func() int { return 47 },
	func() int { return 48 }, func() int { return 49 }, func() int { return 50 }, func() int { return 51 },
	func() int { return 52 }, func() int { return 53 }, func() int { return 54 }, func() int { return 55 },
	func() int { return 56 }, func() int { return 57 }, func() int { return 58 }, func() int { return 59 },
	func() int { return 60 }, func() int { return 61 }, func() int { return 62 }, func() int { return 63 },
	func() int { return 64 }, func() int { return 65 }, func() int { return 66 }, func() int { return 67 },
	func() int { return 68 }, func() int { return 69 }, func() int { return 70 }, func() int { return 71 },
	func() int { return 72 }, func() int { return 73 }, func() int { return 74 }, func() int { return 75 },
	func() int { return 76 }, func() int { return 77 }, func() int { return 78 }, func() int { return 79 },
	func() int { return 80 }, func() int { return 81 }, func() int { return 82 }, func() int { return 83 },
	func() int { return 84 }, func() int { return 85 }, func() int { return 86 }, func() int { return 87 },
	func() int { return 88 }, func() int { return 89 }, func() int { return 90 }, func() int { return 91 },
	func() int { return 92 }, func() int { return 93 }, func() int { return 94 }, func() int { return 95 },
	func() int { return 96 }, func() int { return 97 }, func() int { return 98 }, func() int { return 99 },
	func() int { return 100 }, func() int { return 101 }, func() int { return 102 }, func() int { return 103 },
	func() int { return 104 }, func() int { return 105 }, func() int { return 106 }, func() int { return 107 },
	func() int { return 108 }, func() int { return 109 }, func() int { return 110 }, func() int { return 111 },
	func() int { return 112 }, func() int { return 113 }, func() int { return 114 }, func() int { return 115 },
	func() int { return 116 }, func() int { return 117 }, func() int { return 118 }, func() int { return 119 },
	func() int { return 120 }, func() int { return 121 }, func() int { return 122 }, func() int { return 123 },
	func() int { return 124 }, func() int { return 125 }, func() int { return 126 }, func() int { return 127 },
	func() int { return 128 }, func() int { return 129 }, func() int { return 130 }, func() int { return 131 },
	func() int { return 132 }, func() int { return 133 }, func() int { return 134 }, func() int { return 135 },
	func() int { return 136 }, func() int { return 137 }, func() int { return 138 }, func() int { return 139 },
}

var second = [...]func() int{
	func() int { return 1000 }, func() int { return 1001 }, func() int { return 1002 }, func() int { return 1003 },
	func() int { return 1004 }, func() int { return 1005 }, func() int { return 1006 }, func() int { return 1007 },
	func() int { return 1008 }, func() int { return 1009 }, func() int { return 1010 }, func() int { return 1011 },
	func() int { return 1012 }, func() int { return 1013 }, func() int { return 1014 }, func() int { return 1015 },
	func() int { return 1016 }, func() int { return 1017 }, func() int { return 1018 }, func() int { return 1019 },
	func() int { return 1020 }, func() int { return 1021 }, func() int { return 1022 }, func() int { return 1023 },
	func() int { return 1024 }, func() int { return 1025 }, func() int { return 1026 }, func() int { return 1027 },
	func() int { return 1028 }, func() int { return 1029 }, func() int { return 1030 }, func() int { return 1031 },
	func() int { return 1032 }, func() int { return 1033 }, func() int { return 1034 }, func() int { return 1035 },
	func() int { return 1036 }, func() int { return 1037 }, func() int { return 1038 }, func() int { return 1039 },
	func() int { return 1040 }, func() int { return 1041 }, func() int { return 1042 }, func() int { return 1043 },
	func() int { return 1044 }, func() int { return 1045 }, func() int { return 1046 }, func() int { return 1047 },
	func() int { return 1048 }, func() int { return 1049 }, func() int { return 1050 }, func() int { return 1051 },
	func() int { return 1052 }, func() int { return 1053 }, func() int { return 1054 }, func() int { return 1055 },
	func() int { return 1056 }, func() int { return 1057 }, func() int { return 1058 }, func() int { return 1059 },
	func() int { return 1060 }, func() int { return 1061 }, func() int { return 1062 }, func() int { return 1063 },
	func() int { return 1064 }, func() int { return 1065 }, func() int { return 1066 }, func() int { return 1067 },
	func() int { return 1068 }, func() int { return 1069 }, func() int { return 1070 }, func() int { return 1071 },
	func() int { return 1072 }, func() int { return 1073 }, func() int { return 1074 }, func() int { return 1075 },
	func() int { return 1076 }, func() int { return 1077 }, func() int { return 1078 }, func() int { return 1079 },
	func() int { return 1080 }, func() int { return 1081 }, func() int { return 1082 }, func() int { return 1083 },
	func() int { return 1084 }, func() int { return 1085 }, func() int { return 1086 }, func() int { return 1087 },
	func() int { return 1088 }, func() int { return 1089 }, func() int { return 1090 }, func() int { return 1091 },
	func() int { return 1092 }, func() int { return 1093 }, func() int { return 1094 }, func() int { return 1095 },
	func() int { return 1096 }, func() int { return 1097 }, func() int { return 1098 }, func() int { return 1099 },
	func() int { return 1100 }, func() int { return 1101 }, func() int { return 1102 }, func() int { return 1103 },
	func() int { return 1104 }, func() int { return 1105 }, func() int { return 1106 }, func() int { return 1107 },
	func() int { return 1108 }, func() int { return 1109 }, func() int { return 1110 }, func() int { return 1111 },
	func() int { return 1112 }, func() int { return 1113 }, func() int { return 1114 }, func() int { return 1115 },
	func() int { return 1116 }, func() int { return 1117 }, func() int { return 1118 }, func() int { return 1119 },
	func() int { return 1120 }, func() int { return 1121 }, func() int { return 1122 }, func() int { return 1123 },
	func() int { return 1124 }, func() int { return 1125 }, func() int { return 1126 }, func() int { return 1127 },
	func() int { return 1128 }, func() int { return 1129 }, func() int { return 1130 }, func() int { return 1131 },
	func() int { return 1132 }, func() int { return 1133 }, func() int { return 1134 }, func() int { return 1135 },
	func() int { return 1136 }, func() int { return 1137 }, func() int { return 1138 }, func() int { return 1139 },
}

var names = map[string]string{
	"k0": base + "0", "k1": base + "1", "k2": base + "2", "k3": base + "3", "k4": base + "4", "k5": base + "5",
	"k6": base + "6", "k7": base + "7", "k8": base + "8", "k9": base + "9", "k10": base + "10", "k11": base + "11",
	"k12": base + "12", "k13": base + "13", "k14": base + "14", "k15": base + "15", "k16": base + "16", "k17": base + "17",
	"k18": base + "18", "k19": base + "19", "k20": base + "20", "k21": base + "21", "k22": base + "22", "k23": base + "23",
	"k24": base + "24", "k25": base + "25", "k26": base + "26", "k27": base + "27", "k28": base + "28", "k29": base + "29",
	"k30": base + "30", "k31": base + "31", "k32": base + "32", "k33": base + "33", "k34": base + "34", "k35": base + "35",
	"k36": base + "36", "k37": base + "37", "k38": base + "38", "k39": base + "39", "k40": base + "40", "k41": base + "41",
	"k42": base + "42", "k43": base + "43", "k44": base + "44", "k45": base + "45", "k46": base + "46", "k47": base + "47",
	"k48": base + "48", "k49": base + "49", "k50": base + "50", "k51": base + "51", "k52": base + "52", "k53": base + "53",
	"k54": base + "54", "k55": base + "55", "k56": base + "56", "k57": base + "57", "k58": base + "58", "k59": base + "59",
	"k60": base + "60", "k61": base + "61", "k62": base + "62", "k63": base + "63", "k64": base + "64", "k65": base + "65",
	"k66": base + "66", "k67": base + "67", "k68": base + "68", "k69": base + "69", "k70": base + "70", "k71": base + "71",
	"k72": base + "72", "k73": base + "73", "k74": base + "74", "k75": base + "75", "k76": base + "76", "k77": base + "77",
	"k78": base + "78", "k79": base + "79", "k80": base + "80", "k81": base + "81", "k82": base + "82", "k83": base + "83",
	"k84": base + "84", "k85": base + "85", "k86": base + "86", "k87": base + "87", "k88": base + "88", "k89": base + "89",
	"k90": base + "90", "k91": base + "91", "k92": base + "92", "k93": base + "93", "k94": base + "94", "k95": base + "95",
	"k96": base + "96", "k97": base + "97", "k98": base + "98", "k99": base + "99", "k100": base + "100", "k101": base + "101",
	"k102": base + "102", "k103": base + "103", "k104": base + "104", "k105": base + "105", "k106": base + "106", "k107": base + "107",
	"k108": base + "108", "k109": base + "109", "k110": base + "110", "k111": base + "111", "k112": base + "112", "k113": base + "113",
	"k114": base + "114", "k115": base + "115", "k116": base + "116", "k117": base + "117", "k118": base + "118", "k119": base + "119",
	"k120": base + "120", "k121": base + "121", "k122": base + "122", "k123": base + "123", "k124": base + "124", "k125": base + "125",
	"k126": base + "126", "k127": base + "127", "k128": base + "128", "k129": base + "129", "k130": base + "130", "k131": base + "131",
	"k132": base + "132", "k133": base + "133", "k134": base + "134", "k135": base + "135", "k136": base + "136", "k137": base + "137",
	"k138": base + "138", "k139": base + "139",
}

type row struct {
	name string
	at   *int
	next []string
}

var one = 1

var rowTable = []row{
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
	{base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}}, {base, &one, []string{base}},
}

func main() {
	sum := 0
	for i := range first {
		sum += first[i]()*3 + second[i]()
	}
	fmt.Println(sum, len(names), names["k0"], names["k139"])
	for i, r := range rowTable {
		if r.name != "b" || *r.at != 1 || r.next[0] != "b" {
			fmt.Println("wrong", i, r)
		}
	}
	fmt.Println(len(rowTable))
}
